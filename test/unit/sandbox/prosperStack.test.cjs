'use strict';

const { useSandbox } = require('./support.cjs');

const sandbox = useSandbox();

async function pagesOf(path, query = {}) {
	const pages = [];
	let cursor;
	do {
		const { body } = await sandbox.ps(
			`/${path}?${new URLSearchParams({ limit: 100, ...query, ...(cursor && { cursor }) })}`,
		);
		pages.push(body);
		cursor = body.next_cursor;
	} while (cursor !== null && pages.length < 400);
	return pages;
}

const itemsOf = (pages) => pages.flatMap(({ data }) => data);

describe('lists', () => {
	it('give ten items unless told, and at most 100', async () => {
		expect((await sandbox.ps('/flow_sessions')).body.data).toHaveLength(10);
		for (const limit of [0, 101, 'x', '']) {
			expect((await sandbox.ps(`/flow_sessions?limit=${limit}`)).status).toBe(422);
		}
	});

	it.each([
		['flows', 'flows'],
		['flow_sessions', 'sessions'],
		['offers', 'offers'],
		['properties', 'properties'],
		['subscribers', 'subscribers'],
		['subscriptions', 'subscriptions'],
		['webhooks', 'webhooks'],
		['events', 'events'],
	])('%s come whole, page by page', async (path, collection) => {
		const items = itemsOf(await pagesOf(path));
		const ids = (list) => list.map(({ id }) => id);
		expect(ids(items)).toEqual(ids(sandbox.data[collection]()));
		expect(items[0]).toEqual(sandbox.data[collection]()[0]);
		const one = await sandbox.ps(`/${path}/${items[0].id}`);
		expect(one.body).toEqual(items[0]);
		expect((await sandbox.ps(`/${path}/nope`)).status).toBe(404);
		expect(sandbox.violations()).toEqual([]);
	});

	it('may have a short page that goes on', async () => {
		const pages = await pagesOf('flow_sessions');
		expect(pages.map(({ data }) => data.length).slice(0, 4)).toEqual([100, 100, 55, 100]);
	});

	it('may end with an empty page', async () => {
		const pages = await pagesOf('offers');
		expect(pages.map(({ data }) => data.length)).toEqual([11, 0]);
	});

	it("refuse a cursor that isn't theirs", async () => {
		const { body } = await sandbox.ps('/subscribers');
		const other = await sandbox.ps(`/subscriptions?cursor=${body.next_cursor}`);
		expect(other.status).toBe(422);
		expect(other.body).toEqual({ error: 'Invalid cursor' });
		expect((await sandbox.ps('/flows?cursor=nonsense')).status).toBe(422);
	});
});

describe('flow sessions', () => {
	it('hold the sample of the reference, with the records it names', async () => {
		const { body } = await sandbox.ps('/flow_sessions/sess_eoTR48bvoOCd7SxXAKRrPhj0');
		expect(body).toMatchObject({
			status: 'saved',
			flow: { id: 'flow_3Aree3otQWV2qXhFiehIIQpA', name: 'Default' },
			subscriber: { email: 'jane@example.com', properties: [{ value: 5800 }] },
			subscription: { mrr: '399.95' },
			offer_accepted: { name: '40% off', details: { amount_off: '23.7' } },
			cancel_reason: { reason_code: 'too_expensive' },
		});
	});

	it('are filtered by status, subscriber and dates', async () => {
		const all = sandbox.data.sessions();
		const canceled = itemsOf(await pagesOf('flow_sessions', { status: 'canceled' }));
		expect(canceled).toEqual(all.filter(({ status }) => status === 'canceled'));

		const { id } = all[10].subscriber;
		const theirs = itemsOf(await pagesOf('flow_sessions', { subscriber_id: id }));
		expect(theirs).toEqual(all.filter(({ subscriber }) => subscriber.id === id));

		const since = '2026-03-01';
		const recent = itemsOf(await pagesOf('flow_sessions', { completed_at: since }));
		expect(recent).toEqual(
			all.filter(({ completed_at: at }) => at !== null && Date.parse(at) >= Date.parse(since)),
		);
		expect((await sandbox.ps('/flow_sessions?started_at=yesterday')).status).toBe(422);
	});

	it("hold what real data holds beyond the reference's shapes", () => {
		const answers = sandbox.data.sessions().flatMap((session) => session.answers);
		const kinds = answers.map(({ value }) =>
			value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value,
		);
		expect(new Set(kinds)).toEqual(new Set(['object', 'array', 'string', 'null']));
		expect(sandbox.data.sessions().some(({ client }) => client?.user_agent)).toBe(true);
		expect(sandbox.data.sessions().some((session) => session.rerouted_from_flow_session_id)).toBe(
			true,
		);
	});
});

describe('subscribers and subscriptions', () => {
	it.each([
		['shared@example.com', 2],
		['jörg.müller+test@example.com', 1],
		['nobody@example.com', 0],
	])('are found by e-mail: %s', async (email, count) => {
		const { body } = await sandbox.ps(`/subscribers?email=${encodeURIComponent(email)}`);
		expect(body.data).toHaveLength(count);
	});

	it('are found by platform id and subscriber', async () => {
		const found = await sandbox.ps('/subscribers?platform_id=cus_Jax42BBWGOWuDp');
		expect(found.body.data.map(({ name }) => name)).toEqual(['Jane Doe']);
		const many = await sandbox.ps('/subscribers?email=many.subscriptions@example.com');
		const theirs = await sandbox.ps(`/subscriptions?subscriber_id=${many.body.data[0].id}`);
		expect(theirs.body.data).toHaveLength(3);
	});

	const path = '/subscribers/subr_dRiytWmkVtSBt9mOpRaC0ca0';
	const update = (properties) => sandbox.ps(path, { method: 'PATCH', json: { properties } });
	const valueOf = ({ body }, key) =>
		body.properties.find(({ property }) => property.key === key)?.value;

	it.each([
		['number_of_contacts', 12, 12],
		['number_of_contacts', '1234.5', 1234.5],
		['is_vip', true, true],
		['is_vip', 'T', true],
		['is_vip', '0', false],
		['is_vip', '', false],
		['is_vip', 'perhaps', true],
		['last_contacted', '2026-02-28', '2026-02-28'],
		['preferred_name', 'Zoë', 'Zoë'],
		['number_of_contacts', null, undefined],
		['number_of_contacts', '', undefined],
	])('takes %s = %p as %p', async (key, sent, stored) => {
		const updated = await update({ [key]: sent });
		expect(updated.status).toBe(200);
		expect(valueOf(updated, key)).toBe(stored);
		expect((await sandbox.ps(path)).body).toEqual(updated.body);
	});

	it.each([
		['number_of_contacts', 'many'],
		['last_contacted', '28.02.2026'],
		['last_contacted', '2026-02-30'],
		['no_such_key', 1],
	])('refuses %s = %p by name', async (key, sent) => {
		const refused = await update({ [key]: sent });
		expect(refused.status).toBe(422);
		expect(refused.body.error).toContain(key);
	});

	it('formats values as people read them', async () => {
		const { body } = await update({ lifetime_value: 1234.5, last_contacted: '2021-05-04' });
		const formatted = body.properties.map(({ formatted_value: text }) => text);
		expect(formatted).toEqual(['5,800', '$1,234.50', 'May 4, 2021']);
	});

	it('refuses to change anything else', async () => {
		const refused = await sandbox.ps(path, { method: 'PATCH', json: { name: 'X' } });
		expect(refused.status).toBe(422);
		expect(sandbox.violations()).toHaveLength(1);
	});
});

describe('properties', () => {
	const property = { key: 'team', name: 'Team', entity: 'subscriber', type: 'text' };
	const create = (json) => sandbox.ps('/properties', { method: 'POST', json });

	it('are created, used, and deleted without their values', async () => {
		const created = await create(property);
		expect(created.status).toBe(201);
		expect(created.headers.get('location')).toBe(
			`${sandbox.prosperStack.baseUrl}/properties/${created.body.id}`,
		);
		expect(created.body).toMatchObject({ ...property, format: null });

		const path = '/subscribers/subr_dRiytWmkVtSBt9mOpRaC0ca0';
		await sandbox.ps(path, { method: 'PATCH', json: { properties: { team: 'Blue' } } });
		const gone = await sandbox.ps(`/properties/${created.body.id}`, { method: 'DELETE' });
		expect(gone.status).toBe(204);
		expect(gone.text).toBe('');
		expect((await sandbox.ps(`/properties/${created.body.id}`)).status).toBe(404);
		expect((await sandbox.ps(path)).body.properties.at(-1).value).toBe('Blue');
	});

	it('have a key that is unique for their entity', async () => {
		await create(property);
		expect((await create(property)).body.error).toContain('team');
		expect((await create({ ...property, entity: 'subscription' })).status).toBe(201);
	});
});

describe('webhooks', () => {
	const create = (url) =>
		sandbox.ps('/webhooks', { method: 'POST', json: { url, events: ['flow_session_completed'] } });

	it('are ten at most', async () => {
		for (let i = 3; i < 10; i++) {
			const created = await create(`http://127.0.0.1/hook/${i}`);
			expect(created.status).toBe(201);
			expect((await sandbox.ps(`/webhooks/${created.body.id}`)).body).toEqual(created.body);
		}
		const refused = await create('http://127.0.0.1/hook/11');
		expect(refused.status).toBe(422);
		expect(refused.body.error).toContain('10');
	});
});

describe('events', () => {
	it('come oldest first, after a given one', async () => {
		const all = sandbox.data.events();
		const { body } = await sandbox.ps(`/events?after_id=${all[4].id}`);
		expect(body.data).toEqual(all.slice(5, 15));
		const last = await sandbox.ps(`/events?after_id=${all.at(-1).id}`);
		expect(last.body).toEqual({ data: [], next_cursor: null });
		const unknown = await sandbox.ps('/events?after_id=evt_nope');
		expect(unknown.status).toBe(422);
	});

	it.each(['newestFirst', 'mixed'])('come in another order if wanted: %s', async (eventOrder) => {
		sandbox.setOptions({ eventOrder });
		const all = sandbox.data.events();
		const items = itemsOf(await pagesOf('events', { after_id: all[4].id }));
		expect(items).not.toEqual(all.slice(5));
		expect(new Set(items.map(({ id }) => id))).toEqual(new Set(all.slice(5).map(({ id }) => id)));
	});

	it('tell a session that has just started from one that is over', () => {
		const started = sandbox.data.events().filter(({ event }) => event === 'flow_session_started');
		expect(new Set(started.map(({ data }) => data.status))).toEqual(new Set(['in_progress']));
	});
});

describe('portal sessions', () => {
	const json = { platform_subscriber_id: 'cus_Ne8IAatISPUTNi', return_url: 'https://example.com' };
	const create = (body) => sandbox.ps('/portal_sessions', { method: 'POST', json: body });

	it('are made for a customer', async () => {
		const { status, headers, body } = await create(json);
		expect(status).toBe(201);
		expect(headers.get('location')).toBe(body.url);
		expect(sandbox.data.portalSessions()).toContainEqual(body);
		expect((await create({ ...json, platform_subscriber_id: 'cus_nope' })).status).toBe(404);
	});
});
