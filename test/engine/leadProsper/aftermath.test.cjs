/** What happens to a lead after it was sold: returns and debug logs. */
const { EMPTY, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

const DAYS_90_AGO = Date.parse('2026-03-12T15:00:00Z') - 90 * 86_400_000;
/** @param {(lead: object) => boolean} [fits] */
const recent = (count, fits = () => true) =>
	lp.sandbox.data
		.leads(30101)
		.filter((lead) => Number(lead.lead_date_ms) > DAYS_90_AGO + 86_400_000 && fits(lead))
		.slice(0, count)
		.map(({ id }) => id);
const tooOld = () =>
	lp.sandbox.data.leads(30101).find((lead) => Number(lead.lead_date_ms) < DAYS_90_AGO).id;

describe('Return', () => {
	const sold = () => recent(1, ({ status, returned }) => status === 'ACCEPTED' && !returned)[0];
	const giveBack = (parameters, options) =>
		lp.run('lead', 'return', { reason: 'Wrong number', ...parameters }, options);

	test.each([true, false])('a sold lead, portal refund %j', async (portalRefund) => {
		const leadId = sold();
		const { items } = await giveBack({ leadId, portalRefund });
		expect(items).toEqual([[{ lead_id: leadId, status: 'success', data: [] }]]);
		expect(lp.requests()[0].body).toEqual({
			lead_id: leadId,
			reason: 'Wrong number',
			portal_refund: portalRefund,
		});
		expect(lp.sandbox.data.leads(30101).find(({ id }) => id === leadId)).toMatchObject({
			returned: true,
			return_reason: 'Wrong number',
		});
	});

	test('twice: the second is refused, and it is the second item', async () => {
		const leadId = sold();
		const { error } = await giveBack({ leadId }, { items: [{}, {}, {}] });
		expect(error.message).toBe('Lead is already returned');
		expect(error.context.itemIndex).toBe(1);
		expect(lp.requests()).toHaveLength(2);
		lp.expectNoSecrets(error);
	});

	test.each([
		[{ leadId: EMPTY }, 'Lead ID is empty'],
		[{ leadId: 'a', reason: EMPTY }, 'Reason is empty'],
		[{ leadId: 'a', reason: ' ' }, 'Reason is empty'],
	])('refuses %j before any request', async (bad, message) => {
		expect((await giveBack(bad)).error.message).toBe(message);
		expect(lp.requests()).toHaveLength(0);
	});

	test.each([
		['an envelope', 200, { status: 'success', data: [] }, { status: 'success', data: [] }],
		['an empty list', 200, [], {}],
		['an empty body', 200, '', {}],
		['no content', 204, '', {}],
		['words alone', 201, { message: 'Returned' }, { message: 'Returned' }],
		['plain text', 200, 'OK', {}],
	])('an answer that is %s says that it was returned', async (_name, status, body, output) => {
		lp.sandbox.fault({ kind: 'status', status, body, applied: true });
		const leadId = sold();
		const { items, error } = await giveBack({ leadId });
		expect(error).toBeUndefined();
		expect(items).toEqual([[{ lead_id: leadId, ...output }]]);
		// Where the answer shows nothing, the lead is looked at.
		const isShown = 'status' in output;
		expect(lp.requests().map(({ method }) => method)).toEqual(isShown ? ['POST'] : ['POST', 'GET']);
	});

	test.each([[{}], [{ message: 'Returned' }], [{ message: 'Too late' }]])(
		'a success with %j, of a lead that is not returned afterwards',
		async (body) => {
			lp.sandbox.fault({ kind: 'status', status: 200, body });
			const leadId = sold();
			lp.sandbox.changeLead(leadId, { returned: false });
			const { error } = await giveBack({ leadId });
			expect(error.description).toContain('It is not known whether the lead was returned');
			expect(lp.requests().filter(({ method }) => method === 'POST')).toHaveLength(1);
		},
	);

	test('a refusal with HTTP 200', async () => {
		const body = { status: 'error', message: 'Too late', details: null };
		lp.sandbox.fault({ kind: 'status', status: 200, body });
		expect((await giveBack({ leadId: sold() })).error.message).toBe('Too late');
	});

	test.each([
		['html', {}],
		['status', { status: 200, body: { success: false } }],
		['status', { status: 200, body: { status: 'FAILED' } }],
		['status', { status: 200, body: 'Failed' }],
		['status', { status: 200, body: '{"status":"succ' }],
	])('%s %j is no confirmation', async (kind, fault) => {
		lp.sandbox.fault({ kind, ...fault });
		const { error } = await giveBack({ leadId: sold() });
		expect(error.description).toContain('It is not known whether the lead was returned');
		expect(lp.requests()).toHaveLength(1);
	});

	test.each([
		{ success: false, message: 'No' },
		{ status: 'ERROR', message: 'No' },
		{ error: 'No' },
	])('a refusal with HTTP 200 in other words: %j', async (body) => {
		lp.sandbox.fault({ kind: 'status', status: 200, body });
		const { error } = await giveBack({ leadId: sold() });
		expect(error.message).toBe('No');
		expect(lp.requests()).toHaveLength(1);
	});

	test('an unknown outcome is not tried again', async () => {
		lp.sandbox.fault({ kind: 'reset', applied: true });
		const leadId = sold();
		const { error } = await giveBack({ leadId });
		expect(error.description).toContain('It is not known whether the lead was returned');
		expect(error.description).toContain(`Look at lead ${leadId}`);
		expect(lp.requests()).toHaveLength(1);
	});
});

describe('Get Debug Log', () => {
	const read = (items, options) =>
		lp.run(
			'lead',
			'getDebugLog',
			{ leadIds: '={{ $json.ids }}' },
			{
				items: items.map((ids) => ({ ids })),
				...options,
			},
		);
	const asked = () => lp.requests().map(({ body }) => body.lead_ids);

	test('five ids a request across items, one output item for each lead, in input order', async () => {
		const ids = recent(12);
		const { raw } = await read([ids[0], ids.slice(1, 8), `${ids[8]}, ${ids[9]}`, ids[10], ids[11]]);
		expect(raw[0].map(({ json }) => json.lead_id)).toEqual(ids);
		expect(raw[0].map(({ pairedItem }) => pairedItem.item)).toEqual([
			0,
			...Array(7).fill(1),
			2,
			2,
			3,
			4,
		]);
		expect(asked()).toEqual([ids.slice(0, 5), ids.slice(5, 10), ids.slice(10)]);
		for (const { json } of raw[0]) expect(Array.isArray(json.logs)).toBe(true);
	});

	test('six ids of one item', async () => {
		const ids = recent(6);
		const { items } = await read([ids]);
		expect(items[0].map(({ lead_id }) => lead_id)).toEqual(ids);
		expect(asked().map(({ length }) => length)).toEqual([5, 1]);
	});

	test('an id that comes twice is asked for once and given twice', async () => {
		const [id] = recent(1);
		const { items } = await read([id, id]);
		expect(items[0].map(({ lead_id }) => lead_id)).toEqual([id, id]);
		expect(asked()).toEqual([[id]]);
	});

	test.each([[[]], ['']])('no ids (%j) are refused before any request', async (ids) => {
		const { error } = await read([ids]);
		expect(error.message).toMatch(/^Lead ID/);
		expect(error.context.itemIndex).toBe(0);
		const { error: ofSecond } = await read([recent(1), ids]);
		expect(ofSecond.context.itemIndex).toBe(1);
		expect(lp.requests()).toHaveLength(0);
	});

	test('a lead that is too old doesn’t cost the others, where the user goes on', async () => {
		const ids = [...recent(3), tooOld(), ...recent(5).slice(3)];
		const { raw } = await read(ids, { onError: 'continueRegularOutput' });
		expect(raw[0].map(({ json }) => json.lead_id)).toEqual(
			ids.map((id, index) => (index === 3 ? undefined : id)),
		);
		expect(raw[0][3].json.error).toContain('is older than 90 days');
		expect(raw[0][3].pairedItem.item).toBe(3);
	});

	test('… and is the error of its own item, where the user does not', async () => {
		const { error } = await read([...recent(3), tooOld()]);
		expect(error.message).toBe(`Lead ${tooOld()} is older than 90 days`);
		expect(error.context.itemIndex).toBe(3);
		lp.expectNoSecrets(error);
	});

	test('one item with a lead that is too old: its other logs come, where the user goes on', async () => {
		const ids = recent(5);
		ids.splice(2, 0, tooOld());
		const goOn = { onError: 'continueRegularOutput' };
		const { raw } = await read([ids, recent(1)], goOn);
		expect(raw[0].map(({ json }) => json.lead_id)).toEqual([
			...ids.map((id, index) => (index === 2 ? undefined : id)),
			...recent(1),
		]);
		expect(raw[0][2].json).toEqual({ error: expect.stringContaining('is older than 90 days') });
		expect(raw[0].map(({ pairedItem }) => pairedItem.item)).toEqual([...Array(6).fill(0), 1]);

		const { items } = await read([ids], { onError: 'continueErrorOutput' });
		expect(items.map(({ length }) => length)).toEqual([5, 1]);
		const { error } = await read([ids]);
		expect(error.message).toBe(`Lead ${tooOld()} is older than 90 days`);
	});

	test('a refusal that comes with HTTP 200 doesn’t cost the others either', async () => {
		const body = { status: 'error', message: 'A lead is too old', details: null };
		lp.sandbox.fault({ kind: 'status', status: 200, body });
		const ids = [...recent(3), tooOld()];
		const { items } = await read(ids, { onError: 'continueRegularOutput' });
		expect(items[0].map(({ lead_id }) => lead_id)).toEqual([...recent(3), undefined]);
		expect(asked()).toEqual([ids, ...ids.map((id) => [id])]);
	});

	test('… and is the error of the lead that was asked for alone', async () => {
		const body = { status: 'error', message: 'A lead is too old', details: null };
		lp.sandbox.fault({ kind: 'status', status: 200, body, times: 2 });
		const { error } = await read(recent(3));
		expect(error.message).toBe(`A lead is too old (lead ${recent(1)[0]})`);
		expect(asked()).toEqual([recent(3), recent(1)]);
	});

	test('a wrong key is not asked about one by one', async () => {
		const body = { status: 'error', message: 'Unauthenticated.' };
		lp.sandbox.fault({ kind: 'status', status: 401, body, times: 9 });
		const { error } = await read([recent(5)]);
		expect(error.httpCode).toBe('401');
		expect(lp.requests()).toHaveLength(1);
	});

	test('an expression that fails is the error of its own item', async () => {
		const [first, second] = recent(2);
		const items = [{ ids: [first] }, {}, { ids: [second] }];
		const leadIds = '={{ $json.ids ?? $("Nowhere").first().json.ids }}';
		const { raw } = await lp.run(
			'lead',
			'getDebugLog',
			{ leadIds },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(raw[0].map(({ json }) => json.lead_id)).toEqual([first, undefined, second]);
		expect(raw[0][1].json).toEqual({ error: expect.any(String) });
		const { error } = await lp.run('lead', 'getDebugLog', { leadIds }, { items });
		expect(error.context.itemIndex).toBe(1);
	});

	test.each([
		['commas', (ids) => ids.join(', ')],
		['commas at the end', (ids) => `${ids.join(',')},`],
		['line breaks', (ids) => ids.join('\n')],
		['JSON', (ids) => JSON.stringify(ids)],
	])('IDs as a text with %s', async (_name, text) => {
		const ids = recent(3);
		const { items } = await read([text(ids)]);
		expect(items[0].map(({ lead_id }) => lead_id)).toEqual(ids);
		expect(asked()).toEqual([ids]);
	});

	test.each([
		['a list', (entries) => entries],
		['an envelope', (data) => ({ status: 'success', data })],
	])('several entries of a lead in %s are all given', async (_name, shape) => {
		const ids = recent(2);
		const entries = [
			{ lead_id: ids[0], type: 'ping' },
			{ lead_id: ids[1], type: 'post' },
			{ lead_id: ids[0], type: 'post', buyer_id: 1 },
			{ lead_id: ids[0], type: 'post', buyer_id: 2 },
		];
		lp.sandbox.fault({ kind: 'status', status: 200, body: shape(entries) });
		const { items } = await read([ids]);
		expect(items[0]).toEqual([
			{ lead_id: ids[0], logs: [entries[0], entries[2], entries[3]] },
			entries[1],
		]);
	});

	test.each([
		['asIs', 1, /ada@example\.org/],
		['leftOut', 0, /"zip":"10001"/],
		['hashed', 0, /[0-9a-f]{64}/],
	])('personal data in raw traffic: %s', async (personalData, shown, expected) => {
		const [id] = recent(1);
		const body = { email: 'ada@example.org', zip: '10001' };
		const logs = [
			{ request: JSON.stringify(body), response: 'Lead of ada@example.org is known' },
			{ request: new URLSearchParams(body).toString(), lead_data: body },
		];
		lp.sandbox.fault({ kind: 'status', status: 200, body: [{ lead_id: id, logs }] });
		const parameters = { leadIds: id, personalData };
		const { items } = await lp.run('lead', 'getDebugLog', parameters);
		const text = JSON.stringify(items[0]).replaceAll('\\', '');
		expect(/ada@example\.org|ada%40example/.test(text)).toBe(shown === 1);
		expect(text).toMatch(expected);
		expect(items[0][0].lead_id).toBe(id);
	});

	test('a lead that isn’t there', async () => {
		const { error } = await read([...recent(1), 'nope']);
		expect(error.message).toBe('Lead Prosper gave no debug log of lead nope');
		expect(error.context.itemIndex).toBe(1);
	});

	test('it only reads, so a lost connection is tried again', async () => {
		lp.sandbox.fault({ kind: 'reset' });
		const { items } = await read(recent(1));
		expect(items[0]).toHaveLength(1);
		expect(lp.requests()).toHaveLength(2);
	});

	test.each([
		['a bare list', (logs) => logs],
		[
			'a list whose entries say id',
			(logs) => logs.map(({ lead_id: id, ...log }) => ({ id, ...log })),
		],
		[
			'an object by id',
			(logs) => Object.fromEntries(logs.map(({ lead_id: id, ...log }) => [id, log])),
		],
	])('the answer may also be %s', async (_name, shape) => {
		const ids = recent(2);
		const logs = ids.map((lead_id) => ({ lead_id, logs: [{ type: 'post' }] }));
		lp.sandbox.fault({ kind: 'status', status: 200, body: shape(logs) });
		const { items } = await read([ids]);
		expect(items[0]).toEqual(logs.map((log) => expect.objectContaining(log)));
	});
});
