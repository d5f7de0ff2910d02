'use strict';

const { leadsQuery, useSandbox } = require('./support.cjs');

const sandbox = useSandbox();

afterEach(() => expect(sandbox.violations()).toEqual([]));

const idsOf = (records) => records.map(({ id }) => id);

describe('setOptions', () => {
	it('refuses what it does not know, and goes back with reset', async () => {
		expect(() => sandbox.setOptions({ nope: 1 })).toThrow('No option "nope"');
		expect(() => sandbox.setOptions({ leadOrder: 'sideways' })).toThrow(
			'Option "leadOrder" can\'t be "sideways": use newestFirst, oldestFirst',
		);
		sandbox.setOptions({ answers: 'enveloped' });
		sandbox.reset();
		expect((await sandbox.lp('/public/campaigns')).body).toHaveLength(12);
	});

	it('sets the filter by status of both services', async () => {
		sandbox.setOptions({ statusFilter: 'ignored' });
		const { body: page } = await sandbox.lp(leadsQuery({ campaign: '30101', status: 'error' }));
		expect(page.leads.some(({ status }) => status !== 'ERROR')).toBe(true);
		const { body: sessions } = await sandbox.ps('/flow_sessions?status=saved&limit=100');
		expect(sessions.data.some(({ status }) => status !== 'saved')).toBe(true);
	});
});

describe('the cursor of a list of leads', () => {
	const ask = async (search_after) =>
		(await sandbox.lp(leadsQuery({ campaign: '30106', ...(search_after && { search_after }) })))
			.body;

	// Leads come three to a millisecond here, so the 100th is the first of its own three.
	it.each([
		['inclusive', 99],
		['opaque', 100],
		['exclusive', 102],
	])('%s', async (leadCursor, firstOfNext) => {
		sandbox.setOptions({ leadCursor });
		const all = sandbox.data.leads(30106);
		const first = await ask();
		expect(first.search_after === all[99].lead_date_ms).toBe(leadCursor !== 'opaque');
		const next = await ask(first.search_after);
		expect(next.leads[0].id).toBe(all[firstOfNext].id);
	});

	it('may repeat the last lead for ever', async () => {
		sandbox.setOptions({ leadEndRepeats: true });
		const campaign = '23880';
		const { body } = await sandbox.lp(leadsQuery({ campaign }));
		const { search_after } = body;
		const again = (await sandbox.lp(leadsQuery({ campaign, search_after }))).body;
		expect(idsOf(again.leads)).toEqual([body.leads.at(-1).id]);
		expect(again.search_after).toBe(search_after);
	});

	it('goes the other way with the oldest first', async () => {
		sandbox.setOptions({ leadOrder: 'oldestFirst' });
		const all = [...sandbox.data.leads(30103)].reverse();
		const query = { campaign: '30103' };
		const { leads, search_after } = (await sandbox.lp(leadsQuery(query))).body;
		expect(idsOf(leads)).toEqual(idsOf(all.slice(0, 100)));
		const next = (await sandbox.lp(leadsQuery({ ...query, search_after }))).body;
		expect(idsOf(next.leads)).toEqual(idsOf(all.slice(100, 200)));
	});
});

describe('what Lead Prosper answers', () => {
	it('in an envelope', async () => {
		sandbox.setOptions({ answers: 'enveloped', accountingAnswer: 'enveloped' });
		const dates = 'start_date=2026-03-01&end_date=2026-03-20';
		for (const path of [
			'/public/campaigns',
			'/public/campaigns/21624',
			'/public/lead/Oi_PE5UB8JeApcHI06lG',
			`/public/stats?${dates}`,
			`/public/stats?${dates}&campaign=21624&supplier=55077&group=sub2`,
			leadsQuery({ campaign: '23880' }),
			`/public/accounting?${dates}`,
		]) {
			const { body } = await sandbox.lp(path);
			expect(body).toEqual({ status: 'success', data: expect.anything() });
		}
	});

	it.each([
		['empty', 200, '{}'],
		['none', 204, ''],
		['text', 200, 'OK'],
	])('a return: %s', async (returnAnswer, status, text) => {
		sandbox.setOptions({ returnAnswer });
		const { id } = sandbox.data
			.leads(30101)
			.find((lead) => lead.status === 'ACCEPTED' && !lead.returned);
		const json = { lead_id: id, reason: 'x' };
		expect(await sandbox.lp('/public/lead/return', { method: 'POST', json })).toMatchObject({
			status,
			text,
		});
		expect(sandbox.data.leads(30101).find((lead) => lead.id === id).returned).toBe(true);
	});

	it.each([
		['empty', 200, '{}'],
		['none', 204, ''],
	])('a pause: %s', async (pauseAnswer, status, text) => {
		sandbox.setOptions({ pauseAnswer });
		const path = '/public/campaigns/21626/pause_buyer/55087';
		expect(await sandbox.lp(path)).toMatchObject({ status, text });
	});

	it('debug logs in several shapes', async () => {
		const [{ id }] = sandbox.data.leads(30101);
		const ask = async (debugLogs) => {
			sandbox.setOptions({ debugLogs });
			const json = { lead_ids: [id] };
			return (await sandbox.lp('/public/leads/debug', { method: 'POST', json })).body;
		};
		expect(await ask('enveloped')).toMatchObject({ data: [{ lead_id: id }] });
		expect(await ask('list')).toMatchObject([{ lead_id: id }]);
		expect(await ask('listById')).toMatchObject([{ id }]);
		expect(await ask('byId')).toMatchObject({ [id]: { logs: expect.any(Array) } });
	});

	it('test leads as a number or a word', async () => {
		const [first] = sandbox.data.leads(24240);
		sandbox.setOptions({ testFlag: 'number' });
		expect((await sandbox.lp(`/public/lead/${first.id}`)).body.test).toBe(1);
		sandbox.setOptions({ testFlag: 'yes' });
		const { leads } = (await sandbox.lp(leadsQuery({ campaign: '24240' }))).body;
		expect(leads[0].test).toBe('Yes');
	});

	it('caps of days of the week, and no keys', async () => {
		sandbox.setOptions({ dayCaps: true, supplierKeys: 'hidden' });
		const { suppliers } = (await sandbox.lp('/public/campaigns/21624')).body;
		expect(suppliers[0].caps.leads.map(({ type }) => type)).toEqual([
			'monday',
			'tuesday',
			'wednesday',
			'thursday',
			'friday',
			'saturday',
			'sunday',
			'total',
		]);
		expect(JSON.stringify(suppliers)).not.toContain('2yaxvv2ixl65');
	});

	it('details of a refusal', async () => {
		sandbox.setOptions({ details: true });
		expect((await sandbox.lp('/public/lead/nope')).body).toEqual({
			status: 'error',
			message: 'Lead not found',
			details: { reason: ['More about it: Lead not found'] },
		});
	});

	it('422 where accounting has no mode, or is about suppliers', async () => {
		const path = '/public/accounting?start_date=2026-03-01&end_date=2026-03-20';
		sandbox.setOptions({ accountingNeedsMode: true, accountingSuppliers: 'refused' });
		expect((await sandbox.lp(path)).status).toBe(422);
		expect((await sandbox.lp(`${path}&mode=granular`)).status).toBe(200);
		expect((await sandbox.lp(`${path}&mode=granular&client_type=suppliers`)).status).toBe(422);
	});

	it('a new lead only after some time', async () => {
		sandbox.setOptions({ leadVisibleAfterMs: 60_000 });
		const [{ id }] = sandbox.addLeads({ campaignId: 30108 });
		const listed = async () =>
			idsOf((await sandbox.lp(leadsQuery({ campaign: '30108' }))).body.leads);
		expect((await sandbox.lp(`/public/lead/${id}`)).status).toBe(404);
		expect(await listed()).toEqual([]);
		sandbox.setOptions({ leadVisibleAfterMs: 0 });
		expect((await sandbox.lp(`/public/lead/${id}`)).status).toBe(200);
		expect(await listed()).toEqual([id]);
	});

	it('leads that its filters would leave out', async () => {
		sandbox.setOptions({ leadFilters: 'ignored' });
		const { body } = await sandbox.lp(leadsQuery({ campaign: '30101', supplier: '1' }));
		expect(body.leads).toHaveLength(100);
	});
});

describe('the statistics of a supplier', () => {
	const query =
		'start_date=2026-01-01&end_date=2026-03-20&campaign=30101&supplier=301010&group=sub2';
	const ask = (path, supplierStats) => {
		sandbox.setOptions({ supplierStats });
		return sandbox.lp(`${path}?${query}`);
	};
	const rows = ({ body }) => body[0].suppliers.map(({ id, sub2 }) => [id, sub2]);

	it.each([
		['ignoresGroup', [[301010, undefined]], 404],
		[
			'byGroup',
			[
				[301010, 'sub2_one'],
				[301010, 'sub2_two'],
			],
			404,
		],
		['refused', undefined, 200],
		['newerPath', [[301010, undefined]], 200],
	])('%s', async (supplierStats, expected, newerStatus) => {
		const answer = await ask('/public/stats', supplierStats);
		expect(answer.status).toBe(expected ? 200 : 422);
		if (expected) expect(rows(answer).sort()).toEqual(expected);
		const newer = await ask('/public/stats/supplier', supplierStats);
		expect(newer.status).toBe(newerStatus);
		if (newerStatus === 200) expect(rows(newer)).toHaveLength(2);
	});

	it('ignoresSupplier', async () => {
		const ids = rows(await ask('/public/stats', 'ignoresSupplier')).map(([id]) => id);
		const campaign = sandbox.data.campaigns().find(({ id }) => id === 30101);
		expect(ids).toEqual(idsOf(campaign.suppliers));
	});
});

describe('submissions', () => {
	const submit = (more = {}) =>
		sandbox.lp('/direct_post', {
			method: 'POST',
			json: { lp_campaign_id: 30108, lp_supplier_id: 301080, lp_key: key(), ...more },
		});
	const key = () => sandbox.data.campaigns().find(({ id }) => id === 30108).suppliers[0].hash;

	it('name an error code', async () => {
		sandbox.setOptions({ submissionAnswer: 'errorCode', submissionStatus: 422 });
		const { status, body } = await submit();
		expect(status).toBe(422);
		expect(body).toEqual({
			id: expect.any(String),
			status: 'ERROR',
			error_code: 1001,
			message: expect.stringContaining('Missing required parameter'),
			error_meta: { provider_name: 'Sandbox Validation', description: expect.any(String) },
		});
	});

	it('want another key than the hash', async () => {
		sandbox.setOptions({ supplierKeys: 'other' });
		expect((await submit()).body.code).toBe(1002);
	});
});

describe('what ProsperStack answers', () => {
	it.each([
		['text', 'null'],
		['empty', ''],
		['absent', undefined],
	])('at the end of a list: %s', async (listEnd, expected) => {
		sandbox.setOptions({ listEnd });
		expect((await sandbox.ps('/flows')).body.next_cursor).toBe(expected);
	});

	it('empty pages before each page', async () => {
		const asked = [];
		const read = async () => {
			const data = [];
			let cursor = '';
			do {
				const { body } = await sandbox.ps(`/subscribers?limit=100${cursor && `&cursor=${cursor}`}`);
				data.push(...body.data);
				asked.push(body.data.length);
				cursor = body.next_cursor;
			} while (cursor);
			return data;
		};
		const all = await read();
		const pages = asked.length;
		sandbox.setOptions({ emptyPages: 2 });
		expect(await read()).toEqual(all);
		expect(asked.slice(pages, pages + 3)).toEqual([0, 0, 100]);
		expect(asked).toHaveLength(pages + 3 * pages);
	});

	const subscriber = () => sandbox.data.subscribers()[3];
	const found = async (query) => (await sandbox.ps(`/subscribers?limit=100&${query}`)).body.data;

	it('subscribers by e-mail', async () => {
		const { id, email } = subscriber();
		const upper = encodeURIComponent(email.toUpperCase());
		const [part] = email.split('@');
		expect(idsOf(await found(`email=${upper}`))).toEqual([id]);
		sandbox.setOptions({ emailFilter: 'caseSensitive' });
		expect(await found(`email=${upper}`)).toEqual([]);
		sandbox.setOptions({ emailFilter: 'partial' });
		expect(idsOf(await found(`email=${encodeURIComponent(part)}`))).toContain(id);
		sandbox.setOptions({ emailFilter: 'ignored' });
		expect(await found(`email=nobody`)).toHaveLength(100);
		sandbox.setOptions({ emailFilter: 'refused' });
		expect((await sandbox.ps('/subscribers?email=x')).status).toBe(422);
		sandbox.setOptions({ emailFilter: 'honoured', emailParameter: 'email_address' });
		expect(await found(`email=nobody`)).toHaveLength(100);
	});

	it('subscribers by platform ID', async () => {
		const subscription = sandbox.data.subscriptions()[5];
		sandbox.setOptions({ platformIdFilter: 'bySubscription' });
		expect(idsOf(await found(`platform_id=${subscription.platform_id}`))).toEqual([
			subscription.subscriber_id,
		]);
		sandbox.setOptions({ platformIdFilter: 'partial' });
		expect(await found('platform_id=cus_')).toHaveLength(100);
	});

	it.each([
		['subscriberIdFilter', '/subscriptions?subscriber_id=nobody'],
		['subscriberIdFilter', '/flow_sessions?subscriber_id=nobody'],
		['entityFilter', '/properties?entity=subscription&limit=100'],
		['eventFilter', '/events?event=flow_session_started&limit=100'],
	])('more where %s is ignored', async (option, path) => {
		const honoured = (await sandbox.ps(path)).body.data;
		sandbox.setOptions({ [option]: 'ignored' });
		expect((await sandbox.ps(path)).body.data).not.toEqual(honoured);
	});

	const update = (method, properties) =>
		sandbox.ps(`/subscribers/${subscriber().id}`, { method, json: { properties } });
	const valueOf = (key) =>
		subscriber().properties.find(({ property }) => property.key === key)?.value;

	it.each(['POST', 'PUT'])('updates by %s', async (updateMethod) => {
		sandbox.setOptions({ updateMethod });
		const refused = await update('PATCH', { plan: 'x' });
		expect(refused.status).toBe(405);
		expect(refused.headers.get('allow')).toBe(`GET, ${updateMethod}`);
		expect((await update(updateMethod, { preferred_name: 'New' })).status).toBe(200);
		expect(valueOf('preferred_name')).toBe('New');
		sandbox.setOptions({ allowHeader: false });
		expect((await update('PATCH', {})).headers.get('allow')).toBeNull();
	});

	it.each([
		['empty', 200, '{}', 'New'],
		['none', 204, '', 'New'],
		['error', 200, '{"error":"This needs a paid plan"}', 'Old'],
	])('a change: %s', async (writeAnswer, status, text, value) => {
		await update('PATCH', { preferred_name: 'Old' });
		sandbox.setOptions({ writeAnswer });
		expect(await update('PATCH', { preferred_name: 'New' })).toMatchObject({ status, text });
		expect(valueOf('preferred_name')).toBe(value);
	});

	it.each([
		['empty', '{}', false],
		['error', '{"error":"This needs a paid plan"}', true],
	])('a deletion: %s', async (deleteAnswer, text, isThere) => {
		sandbox.setOptions({ deleteAnswer });
		const [{ id }] = sandbox.data.properties();
		const answer = await sandbox.ps(`/properties/${id}`, { method: 'DELETE' });
		expect(answer).toMatchObject({ status: 200, text });
		expect(idsOf(sandbox.data.properties()).includes(id)).toBe(isThere);
	});

	it.each([
		['null', undefined, undefined],
		['emptyText', 'Old', undefined],
		['nothing', 'Old', 'Old'],
	])('clearing with %s', async (clearsWith, afterNull, afterEmpty) => {
		await update('PATCH', { preferred_name: 'Old' });
		sandbox.setOptions({ clearsWith });
		await update('PATCH', { preferred_name: null });
		expect(valueOf('preferred_name')).toBe(afterNull);
		await update('PATCH', { preferred_name: '' });
		expect(valueOf('preferred_name')).toBe(afterEmpty);
	});

	it('new events and subscribers only after some time', async () => {
		sandbox.setOptions({
			eventVisibleAfterMs: { list: 60_000, single: 0 },
			recordVisibleAfterMs: 60_000,
		});
		const [{ event_id: id }] = await sandbox.emit();
		const newest = idsOf(sandbox.data.events()).at(-2);
		const listed = async () => idsOf((await sandbox.ps(`/events?after_id=${newest}`)).body.data);
		expect(await listed()).toEqual([]);
		expect((await sandbox.ps(`/events/${id}`)).status).toBe(200);
		const [added] = sandbox.addSubscribers({ subscriber: { email: 'new@example.com' } });
		expect((await sandbox.ps(`/subscribers/${added.id}`)).status).toBe(404);
		expect(await found('email=new@example.com')).toEqual([]);
		sandbox.setOptions({
			eventVisibleAfterMs: { list: 0, single: 60_000 },
			recordVisibleAfterMs: 0,
		});
		expect(await listed()).toEqual([id]);
		expect((await sandbox.ps(`/events/${id}`)).status).toBe(404);
		expect((await sandbox.ps(`/subscribers/${added.id}`)).body).toEqual(added);
		expect(await found('email=new@example.com')).toEqual([added]);
	});

	it('no webhook for starts', async () => {
		sandbox.setOptions({ startedWebhooks: 'refused' });
		const json = { url: 'https://example.com', events: ['flow_session_started'] };
		expect((await sandbox.ps('/webhooks', { method: 'POST', json })).status).toBe(422);
	});

	it.each([
		[404, 404],
		['empty', 0],
		['all', 10],
	])('an unknown after_id: %s', async (unknownAfterId, expected) => {
		sandbox.setOptions({ unknownAfterId });
		const { status, body } = await sandbox.ps('/events?after_id=evt_nope');
		expect(status === 200 ? body.data.length : status).toBe(expected);
	});

	it('no event of a session that became deflected', async () => {
		const incomplete = sandbox.data.sessions().find(({ status }) => status === 'incomplete');
		const count = sandbox.data.events().length;
		sandbox.setOptions({ deflectedEvents: false });
		const session = { id: incomplete.id, status: 'deflected' };
		expect(await sandbox.emit({ session })).toEqual([
			{ event_id: null, session_id: incomplete.id, deliveries: [] },
		]);
		expect(sandbox.data.events()).toHaveLength(count);
		expect((await sandbox.ps(`/flow_sessions/${incomplete.id}`)).body.status).toBe('deflected');
	});
});
