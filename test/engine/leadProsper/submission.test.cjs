const { NodeHelpers } = require('n8n-workflow');
const { EMPTY, LEAD, byId, fromList, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

const KEY = '2yaxvv2ixl65';
const autoMap = { leadFields: { mappingMode: 'autoMapInputData', value: null } };
const sender = {
	campaignId: fromList('21624', 'MVA'),
	supplierId: fromList('55077', 'Landing Page/Form/Submission'),
};

/**
 * @param {object} [parameters]
 * @param {Parameters<typeof lp.run>[3]} [options] the item is LEAD by default
 */
const submit = (parameters, { items = [LEAD], ...options } = {}) =>
	lp.run('lead', 'submit', { ...sender, ...autoMap, ...parameters }, { items, ...options });
const someone = (n) => ({ ...LEAD, email: `n${n}@example.org`, phone: `21255502${n}` });

const posts = () => lp.requests().filter(({ method }) => method === 'POST');
const bodies = () => posts().map(({ body }) => body);
const control = { lp_campaign_id: '21624', lp_supplier_id: '55077', lp_key: KEY };
const newest = () => lp.sandbox.data.leads(21624)[0];

describe('Submit', () => {
	test('an accepted lead', async () => {
		const { items, hints } = await submit();
		expect(items).toEqual([[expect.objectContaining({ status: 'ACCEPTED', code: 0 })]]);
		expect(items[0][0].lead_id).toBe(newest().id);
		expect(newest()).toMatchObject({ lead_data: LEAD, test: false, supplier: { id: 55077 } });
		expect(bodies()).toEqual([{ ...LEAD, ...control }]);
		expect(hints).toEqual([]);
		lp.expectNoSecrets(items);
	});

	test('the account’s key is not sent along, and the campaign is read once for all items', async () => {
		await submit({}, { items: [someone(1), someone(2), someone(3)] });
		expect(posts().map(({ headers }) => headers.authorization)).toEqual(Array(3).fill(undefined));
		expect(lp.requests().map(({ path }) => path)).toEqual([
			'/public/campaigns/21624',
			...Array(3).fill('/direct_post'),
		]);
	});

	test('the same lead twice, and one that lacks a field: an output each', async () => {
		const { raw, items } = await submit({}, { items: [LEAD, LEAD, { ...someone(1), state: '' }] });
		expect(items.map((branch) => branch.map(({ status }) => status))).toEqual([
			['ACCEPTED'],
			['DUPLICATED'],
			['ERROR'],
		]);
		expect(raw.map(([{ pairedItem }]) => pairedItem.item)).toEqual([0, 1, 2]);
		expect(items[2][0]).toMatchObject({
			code: 1001,
			message: 'Missing required parameter: state',
			lead_id: newest().id,
		});
		expect(bodies()[2]).not.toHaveProperty('state');
	});

	describe('says how many were accepted', () => {
		const said = ({ hints }) => hints.map(({ message }) => message);
		const paused = { status: 'ERROR', code: 1003, message: 'Supplier is paused' };
		const answer = (body, times = 1) =>
			lp.sandbox.fault({ kind: 'status', status: 200, body, times, path: 'direct_post' });

		test('and why the others were not', async () => {
			answer(paused);
			expect(said(await submit())).toEqual([
				'0 accepted, 0 duplicated, 1 error: Supplier is paused',
			]);
		});

		test('each reason once, with how often it came', async () => {
			answer(paused, 2);
			const items = [someone(1), someone(2), { ...someone(3), state: '' }, LEAD, LEAD];
			expect(said(await submit({}, { items }))).toEqual([
				'1 accepted, 1 duplicated, 3 errors: Supplier is paused (2 times), Missing required parameter: state',
			]);
		});

		test('no more than a few reasons, and none at full length', async () => {
			const items = Array.from({ length: 6 }, (_, index) => someone(index));
			items.forEach((_, index) => answer({ ...paused, message: `${index} ${'x'.repeat(500)}` }));
			const [hint] = said(await submit({}, { items }));
			expect(hint).toMatch(
				/^0 accepted, 0 duplicated, 6 errors: 0 x+…, 1 x+…, 2 x+…, and 3 others$/,
			);
			expect(hint.length).toBeLessThan(500);
		});

		test('a refusal without a reason, and a status that nobody knows', async () => {
			answer({ status: 'ERROR' });
			answer({ status: 'QUEUED', lead_id: 'x' });
			expect(said(await submit({}, { items: [someone(1), someone(2)] }))).toEqual([
				'0 accepted, 0 duplicated, 1 error, 1 with another status (QUEUED)',
			]);
		});

		test('what did not come to an answer', async () => {
			answer(paused);
			lp.sandbox.fault({ kind: 'reset', path: 'direct_post' });
			const items = [LEAD, someone(1)];
			expect(said(await submit({}, { items, onError: 'continueRegularOutput' }))).toEqual([
				'0 accepted, 0 duplicated, 1 error: Supplier is paused, 1 without an answer',
			]);
		});

		test('nothing where all were', async () => {
			expect(said(await submit({}, { items: [someone(1), someone(2)] }))).toEqual([]);
		});
	});

	test('all in one output', async () => {
		const { items } = await submit({ onRefusal: 'oneOutput' }, { items: [LEAD, LEAD] });
		expect(items.map((branch) => branch.map(({ status }) => status))).toEqual([
			['ACCEPTED', 'DUPLICATED'],
		]);
	});

	test('a refusal is an error where the user wants that, and nothing is sent after it', async () => {
		const { error } = await submit({ onRefusal: 'fail' }, { items: [LEAD, LEAD, someone(1)] });
		expect(error.message).toBe('The lead was not accepted: Duplicate lead');
		expect(error.description).toContain('status DUPLICATED, code 1008, lead ');
		expect(error.context.itemIndex).toBe(1);
		expect(posts()).toHaveLength(2);
		lp.expectNoSecrets(error);
	});

	test('an error names the leads that were sent before it', async () => {
		const items = [someone(1), someone(2), { ...someone(3), wait: 0 }];
		const { error } = await submit({ options: { timeout: '={{ $json.wait ?? 120 }}' } }, { items });
		const [second, first] = lp.sandbox.data.leads(21624);
		expect(bodies()).toHaveLength(2);
		expect(error.message).toMatch(/^Timeout must be/);
		expect(error.description).toContain(
			`Items 0 to 1 were carried out before this (${first.id}, ${second.id}): run only the others`,
		);
	});

	test('… or goes to the error output', async () => {
		const { items } = await submit(
			{ onRefusal: 'fail' },
			{ items: [LEAD, LEAD, someone(1)], onError: 'continueErrorOutput' },
		);
		expect(items[0].map(({ status }) => status)).toEqual(['ACCEPTED', 'ACCEPTED']);
		expect(items[1].map(({ error }) => error)).toEqual([
			expect.stringContaining('The lead was not accepted: Duplicate lead'),
		]);
	});

	test.each([200, 400, 403, 422, 500])('a refusal that comes with HTTP %i', async (status) => {
		const body = { status: 'ERROR', code: 1006, message: 'Rejected by buyer', lead_id: 'x' };
		lp.sandbox.fault({ kind: 'status', status, body, path: 'direct_post' });
		const { items, error } = await submit();
		expect(error).toBeUndefined();
		expect(items).toEqual([[], [], [body]]);
		expect(posts()).toHaveLength(1);
	});

	test('a status that nobody knows goes with the errors', async () => {
		const body = { status: 'QUEUED', lead_id: 'x' };
		lp.sandbox.fault({ kind: 'status', status: 200, body, path: 'direct_post' });
		expect((await submit()).items).toEqual([[], [], [body]]);
	});

	test('as a tool of an AI agent there is one output, so the field is not there', () => {
		const { description } = lp.engine.nodeTypes.getByNameAndVersion('leadProsper');
		const field = description.properties.find(
			({ name, displayOptions }) =>
				name === 'onRefusal' && displayOptions?.show?.operation?.includes('submit'),
		);
		if (!field) throw new Error('There is no such field');
		const parameters = { resource: 'lead', operation: 'submit' };
		const isShown = (name) =>
			NodeHelpers.displayParameter(parameters, field, null, { ...description, name });
		expect(isShown('leadProsper')).toBe(true);
		expect(isShown('leadProsperTool')).toBe(false);
	});
});

describe('a lead whose outcome is unknown is never sent again', () => {
	test.each([
		['reset', {}, 'The connection to Lead Prosper was lost'],
		['reset', { applied: true }, 'The connection to Lead Prosper was lost'],
		['truncate', { applied: true }, 'The connection to Lead Prosper was lost'],
		['html', {}, 'Lead Prosper answered with something other than data (no JSON)'],
		['status', { status: 502, body: 'Bad Gateway' }, 'Lead Prosper answered with HTTP 502'],
		['status', { body: { message: 'Server Error' } }, 'Server Error'],
		[
			'status',
			{ status: 200, body: {} },
			'Lead Prosper answered, but without a status of the lead',
		],
		['hang', { applied: true }, 'Lead Prosper did not answer in time'],
	])('%s %j', async (kind, fault, message) => {
		lp.sandbox.fault({ kind, ...fault, path: 'direct_post' });
		const { error } = await submit({ options: { timeout: 1 } }, { items: [LEAD, someone(1)] });
		expect(error.message).toBe(message);
		expect(error.description).toContain(
			'It is not known whether the lead was taken, and perhaps sold, and it was not sent again',
		);
		expect(error.description).toContain(
			'the newest leads of campaign 21624 from supplier 55077 in Lead Prosper',
		);
		expect(error.context.itemIndex).toBe(0);
		expect(posts()).toHaveLength(1);
		lp.expectNoSecrets(error);
	});

	test('with three outputs the error comes out of the last, never of “accepted”', async () => {
		lp.sandbox.fault({ kind: 'reset', path: 'direct_post' });
		const { items } = await submit(
			{},
			{ items: [LEAD, someone(1)], onError: 'continueRegularOutput' },
		);
		expect(items[0]).toHaveLength(1);
		expect(items[2]).toEqual([{ error: expect.stringContaining('It is not known') }]);
	});

	test('n8n’s own error output comes after the three', async () => {
		lp.sandbox.fault({ kind: 'reset', path: 'direct_post' });
		const { items } = await submit(
			{},
			{ items: [LEAD, someone(1)], onError: 'continueErrorOutput' },
		);
		expect(items.map(({ length }) => length)).toEqual([1, 0, 0, 1]);
		expect(items[3][0].error).toContain('It is not known');
	});

	test('not even after 429, if the user wants that: the next lead waits', async () => {
		const headers = { 'Retry-After': '1' };
		lp.sandbox.fault({ kind: 'status', status: 429, headers, body: {}, path: 'direct_post' });
		const { items, ms } = await submit(
			{ options: { after429: 'stop' } },
			{ items: [LEAD, someone(1)], onError: 'continueErrorOutput' },
		);
		expect(items.map(({ length }) => length)).toEqual([1, 0, 0, 1]);
		expect(items[3][0].error).toMatch(/Nothing was done by it\..* run it again in 1 second\./);
		expect(ms).toBeGreaterThanOrEqual(1000);
		const emails = posts().map(({ status, body }) => [status, body.email]);
		expect(emails).toEqual([
			[429, LEAD.email],
			[200, someone(1).email],
		]);
	});

	test('a ping sells nothing, so it goes again after 429', async () => {
		const headers = { 'Retry-After': '1' };
		lp.sandbox.fault({ kind: 'status', status: 429, headers, body: {}, path: '^/ping' });
		const { error } = await submit({ operation: 'ping' });
		expect(error).toBeUndefined();
		expect(lp.requests().map(({ status, path }) => [status, path])).toEqual([
			[200, '/public/campaigns/21624'],
			[429, '/ping'],
			[200, '/ping'],
		]);
	});

	test('answers may take longer than other requests wait', async () => {
		lp.sandbox.fault({ kind: 'delay', ms: 1500, path: 'direct_post' });
		expect((await submit({ options: { timeout: 3 } })).items[0]).toHaveLength(1);
	});

	test.each([0, 'soon'])('a time-out of %j is refused before any request', async (timeout) => {
		const { error } = await submit({ options: { timeout: `={{ ${JSON.stringify(timeout)} }}` } });
		expect(error.message).toMatch(/^Timeout must be a number of seconds/);
		expect(lp.requests()).toHaveLength(0);
	});
});

describe('Retry On Fail in the node’s settings', () => {
	const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

	test.each(['submit', 'post'])('%s is refused before any request', async (operation) => {
		const { error } = await submit({ operation, pingId: 'p' }, retry);
		expect(error?.message).toBe('Retry On Fail is on, and this step must not be done twice');
		expect(error?.description).toContain('Switch it off in the node’s Settings');
		expect(lp.requests()).toHaveLength(0);
	});

	test('… also where the user goes on after an error', async () => {
		const { items } = await submit({}, { ...retry, onError: 'continueRegularOutput' });
		expect(items.flat()).toEqual([{ error: expect.stringContaining('Retry On Fail is on') }]);
		expect(lp.requests()).toHaveLength(0);
	});

	test('a ping sells nothing, so it may be on', async () => {
		const { error } = await submit({ operation: 'ping' }, retry);
		expect(error).toBeUndefined();
	});
});

describe('fields', () => {
	const mapped = (value) => ({
		leadFields: {
			mappingMode: 'defineBelow',
			value,
			matchingColumns: [],
			schema: Object.keys(LEAD).map((id) => ({
				id,
				displayName: id,
				type: 'string',
				required: false,
				display: true,
				defaultMatch: false,
			})),
		},
	});

	test('are those that the user mapped, without the empty ones, with the custom ones', async () => {
		await submit(
			{
				...mapped({
					first_name: '={{ $json.name }}',
					email: 'x@example.org',
					state: '',
					phone: null,
				}),
				customFields: {
					field: [
						{ name: 'lp_subid3', value: 'c' },
						{ name: ' ', value: 'x' },
					],
				},
				options: { subId1: 'a', subId2: 'b' },
			},
			{ items: [{ name: 'Grace', state: 'NY' }] },
		);
		expect(bodies()).toEqual([
			{
				first_name: 'Grace',
				email: 'x@example.org',
				lp_subid1: 'a',
				lp_subid2: 'b',
				lp_subid3: 'c',
				...control,
			},
		]);
	});

	test('that came in but that the campaign doesn’t list are left out, and named', async () => {
		const { hints, items } = await submit(
			{},
			{ items: [{ ...LEAD, submittedAt: 'now', lp_key: 'x' }] },
		);
		expect(items[0]).toHaveLength(1);
		expect(bodies()).toEqual([{ ...LEAD, ...control }]);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^The input has the field “lp_key”, which steers a submission/),
			'The campaign lists no field “submittedAt”: Lead Prosper drops what a campaign does not know.',
		]);
	});

	describe('a hidden field of a form does not make the lead a test lead', () => {
		const items = [{ ...LEAD, lp_action: 'test', LP_Key: 'x', lp_subid3: 'c' }];

		const expectRealLead = ({ logged }) => {
			expect(bodies()).toHaveLength(1);
			expect(bodies()[0]).not.toHaveProperty('lp_action');
			expect(bodies()[0]).not.toHaveProperty('LP_Key');
			expect(bodies()[0].lp_subid3).toBe('c');
			expect(logged.join()).toContain('“lp_action”, “LP_Key”');
		};

		test('with an account key', async () => {
			const leadFields = { mappingMode: 'autoMapInputData', value: null };
			expectRealLead(await submit({ leadFields }, { items }));
		});

		test('with a supplier’s key', async () => {
			const ids = { campaignId: byId('21624'), supplierId: byId('55077') };
			expectRealLead(await lp.runAsSupplier('submit', ids, { items }));
		});
	});

	test('that the user named are sent all the same, and named', async () => {
		const customFields = { field: [{ name: 'utm_source', value: 'fb' }] };
		const { hints } = await submit({ customFields });
		expect(bodies()).toEqual([{ ...LEAD, utm_source: 'fb', ...control }]);
		expect(hints[0].message).toContain('lists no field “utm_source”');
	});

	test('that the campaign doesn’t list are an error where the user wants that', async () => {
		const { error } = await submit({
			customFields: { field: [{ name: 'First_Name', value: 'A' }] },
			options: { unknownFields: 'error' },
		});
		expect(error.message).toBe('The campaign lists no field “First_Name” (it has “first_name”)');
		expect(posts()).toHaveLength(0);
	});

	test('are not checked where the campaign lists none', async () => {
		const campaign = { ...lp.campaign(21624), fields: [] };
		lp.sandbox.fault({ kind: 'status', status: 200, body: campaign, path: 'campaigns' });
		const { hints } = await submit({}, { items: [{ ...LEAD, other: 1 }] });
		expect(hints).toEqual([]);
		expect(bodies()).toEqual([{ ...LEAD, other: 1, ...control }]);
	});

	test.each([21624, 21626])('of campaign %i can be mapped', async (id) => {
		const { fields } = await lp.callMethod('resourceMapping', 'getLeadFields', {
			resource: 'lead',
			operation: 'submit',
			campaignId: byId(String(id)),
		});
		expect(fields.map((field) => field.id)).toEqual(
			lp.campaign(id).fields.map((field) => field.name ?? field),
		);
		if (id === 21624) return;
		expect(fields.find((field) => field.id === 'shade')).toMatchObject({
			type: 'options',
			required: false,
			options: ['No Shade', 'Partial Shade', 'Full Shade'].map((value) => ({ name: value, value })),
		});
		expect(fields.find((field) => field.id === 'email')).toMatchObject({
			type: 'string',
			required: true,
		});
	});

	test('a ping requires none, as it goes without personal data', async () => {
		const { fields } = await lp.callMethod('resourceMapping', 'getLeadFields', {
			resource: 'lead',
			operation: 'ping',
			campaignId: byId('21626'),
		});
		expect(fields.some(({ required }) => required)).toBe(false);
	});

	/** The notices that the panel of Submit shows with these values. */
	const noticesWith = (parameters) =>
		lp.engine.notices('leadProsper', { resource: 'lead', operation: 'submit', ...parameters });

	// The editor keeps a notice of the mapper until the panel is opened again, also after a campaign was
	// picked: so the panel itself shows this one.
	test.each(['', '={{ $json.id }}'])('with %j as the campaign say what to do', async (value) => {
		const mapper = await lp.callMethod('resourceMapping', 'getLeadFields', {
			resource: 'lead',
			operation: 'submit',
			campaignId: byId(value),
		});
		expect(mapper).toEqual({ fields: [] });
		expect(lp.requests()).toHaveLength(0);
		const shown = { authentication: 'accountKey', campaignId: byId(value) };
		const [notice] = noticesWith({ ...shown, ...mapped({}) });
		expect(notice).toMatch(/^Pick a campaign to see its fields\./);
		expect(noticesWith({ ...shown, ...autoMap })).toEqual([]);
		expect(noticesWith({ ...shown, authentication: 'supplierKey' })).toEqual([]);
	});

	test('with a campaign there is no notice', () => {
		const picked = { authentication: 'accountKey', campaignId: byId('21624') };
		expect(noticesWith({ ...picked, ...mapped({}) })).toEqual([]);
	});

	// With Map Automatically the editor shows the mapper's notice whenever it gives one.
	test('a notice that there are none comes only where there are none', async () => {
		const parameters = { resource: 'lead', operation: 'submit', campaignId: byId('21624') };
		const ask = () => lp.callMethod('resourceMapping', 'getLeadFields', parameters);
		expect(await ask()).not.toHaveProperty('emptyFieldsNotice');

		const body = { ...lp.campaign(21624), fields: [] };
		lp.sandbox.fault({ kind: 'status', status: 200, body, path: 'campaigns' });
		expect(await ask()).toEqual({
			fields: [],
			emptyFieldsNotice:
				'Lead Prosper lists no fields of campaign 21624. Use Custom Fields, with the names on its specification page.',
		});
	});
});

describe('test leads', () => {
	test('Test Mode', async () => {
		await submit({ testMode: true });
		expect(bodies()[0].lp_action).toBe('test');
		expect(newest().test).toBe(true);
	});

	test.each([
		['false', undefined],
		['true', 'test'],
	])('Test Mode from a sheet, as the text “%s”', async (text, action) => {
		await submit({ testMode: '={{ $json.test }}' }, { items: [{ ...someone(1), test: text }] });
		expect(bodies()[0].lp_action).toBe(action);
	});

	test('Test Mode without a value is refused before any request', async () => {
		const { error } = await submit({ testMode: '={{ $json.nothing }}' });
		expect(error.message).toBe('Test Mode must be true or false, and is empty');
		expect(lp.requests()).toHaveLength(0);
	});

	test('a supplier in test mode: the user is told', async () => {
		const parameters = { campaignId: byId('24240'), supplierId: byId('67649') };
		const { hints } = await submit(parameters, { items: [someone(1), someone(2)] });
		const about = hints.filter(({ message }) => message.includes('is in test mode'));
		expect(about).toHaveLength(1);
		expect(about[0].message).toContain('15627 (67649)');
	});
});

describe('whose lead it is', () => {
	test.each([
		[{ supplierId: byId('1') }, 'Campaign 21624 has no supplier 1', 1],
		[{ supplierId: byId(EMPTY) }, 'Supplier ID is empty', 0],
		[{ campaignId: byId(EMPTY) }, 'Campaign ID is empty', 0],
		[{ campaignId: byId('1') }, 'Campaign not found', 1],
	])('%j is refused, and nothing is submitted', async (bad, message, requests) => {
		const { error } = await submit(bad);
		expect(error.message).toBe(message);
		expect(lp.requests()).toHaveLength(requests);
		expect(posts()).toHaveLength(0);
		lp.expectNoSecrets(error);
	});

	test('a campaign that shows no keys', async () => {
		const campaign = lp.campaign(21624);
		const suppliers = campaign.suppliers.map(({ hash: _hash, ...rest }) => rest);
		const body = { ...campaign, suppliers };
		lp.sandbox.fault({ kind: 'status', status: 200, body, path: 'campaigns' });
		const { error } = await submit();
		expect(error.message).toBe('Lead Prosper shows no key of supplier 55077');
		expect(error.description).toContain('Choose Supplier Key under Authentication');
		expect(posts()).toHaveLength(0);
	});

	test('a wrong account key', async () => {
		const { error } = await submit({}, { credential: 'wrong' });
		expect(error.httpCode).toBe('401');
		expect(posts()).toHaveLength(0);
	});
});

describe('with a supplier’s key only', () => {
	const typed = { campaignId: byId('21624'), supplierId: byId('55077') };

	test('a lead is submitted without an account', async () => {
		const { items, error } = await lp.runAsSupplier('submit', typed, { items: [LEAD] });
		expect(error).toBeUndefined();
		expect(items[0]).toEqual([expect.objectContaining({ status: 'ACCEPTED' })]);
		expect(lp.requests().map(({ path }) => path)).toEqual(['/direct_post']);
		expect(bodies()).toEqual([{ ...LEAD, ...control }]);
		lp.expectNoSecrets(items);
	});

	test('fields by name only', async () => {
		const customFields = { field: [{ name: 'email', value: '={{ $json.mail }}' }] };
		await lp.runAsSupplier(
			'submit',
			{ ...typed, sendInput: false, customFields },
			{ items: [{ mail: 'x@example.org' }] },
		);
		expect(bodies()).toEqual([{ email: 'x@example.org', ...control }]);
	});

	test('a wrong key is a refusal, in the service’s words', async () => {
		const { items } = await lp.runAsSupplier('submit', typed, {
			items: [LEAD],
			credential: 'wrong',
		});
		expect(items).toEqual([
			[],
			[],
			[expect.objectContaining({ message: 'Invalid campaign, supplier or key' })],
		]);
		expect(JSON.stringify(items)).not.toContain('not-the-key');
	});

	test.each([
		[{ apiKey: 'k', baseUrl: 'https://api.leadprosper.io' }, 'OK', /Only a submission can show/],
		[{ apiKey: ' ', baseUrl: 'https://api.leadprosper.io' }, 'Error', /Supplier Key is empty/],
		[{ apiKey: 'k', baseUrl: 'http://example.com' }, 'Error', /must begin with https/],
	])('the credential’s test of %j', async (data, status, message) => {
		const node = lp.engine.nodeTypes.getByNameAndVersion('leadProsper');
		const supplierKeyTest = node.methods?.credentialTest?.supplierKeyTest;
		if (!supplierKeyTest) throw new Error('The node has no such test');
		const result = await Reflect.apply(supplierKeyTest, {}, [{ data }]);
		expect(result).toEqual({ status, message: expect.stringMatching(message) });
	});
});

describe('Ping, then Post', () => {
	/**
	 * @param {object} [parameters]
	 * @param {object} [item]
	 */
	const ping = (parameters, item = LEAD) =>
		lp.run('lead', 'ping', { ...sender, ...autoMap, ...parameters }, { items: [item] });
	const post = (parameters, item) =>
		lp.run('lead', 'post', { ...sender, ...autoMap, ...parameters }, { items: [item] });

	test('the ping’s output has all that the post needs', async () => {
		const { items: pinged } = await ping();
		expect(pinged[0]).toEqual([
			{ ...LEAD, status: 'ACCEPTED', ping_id: expect.any(String), payout: expect.any(Number) },
		]);
		const { items, hints } = await post({}, pinged[0][0]);
		expect(hints).toEqual([]);
		expect(items[0]).toEqual([
			{ status: 'ACCEPTED', lead_id: newest().id, payout: expect.any(Number) },
		]);
		expect(bodies()[1]).toEqual({ ...LEAD, ...control, lp_ping_id: pinged[0][0].ping_id });
	});

	test('with a supplier’s key the ping’s answer is not sent as data of the lead', async () => {
		const typed = { campaignId: byId('21624'), supplierId: byId('55077') };
		const sendInput = { ...typed, sendInput: true };
		const { items: pinged } = await lp.runAsSupplier('ping', sendInput, { items: [LEAD] });
		await lp.runAsSupplier('post', typed, { items: [{ ...pinged[0][0], bids: [], code: 0 }] });
		expect(bodies()[1]).toEqual({ ...LEAD, ...control, lp_ping_id: pinged[0][0].ping_id });
	});

	describe('a campaign that has fields named as what a ping answers', () => {
		const names = ['status', 'message', 'email'];
		beforeEach(() => {
			const body = { ...lp.campaign(21624), fields: names };
			lp.sandbox.fault({ kind: 'status', status: 200, body, path: 'campaigns' });
		});
		const item = { email: 'a@example.org', status: 'ACCEPTED', message: 'ok', ping_id: 'p' };
		const sent = { email: item.email, ...control, lp_ping_id: 'p' };
		const unknownPing = '0 accepted, 0 duplicated, 1 error: Unknown lp_ping_id';

		test('does not get them from the ping’s answer, and the user is told', async () => {
			const { hints } = await post({}, item);
			expect(bodies()).toEqual([sent]);
			expect(hints.map(({ message }) => message)).toEqual([
				'The campaign has the fields “status”, “message”, and so has the answer to a ping: Post did not take them from the input. Map them, or add them under Custom Fields.',
				unknownPing,
			]);
		});

		test('gets those that the user named', async () => {
			const field = [{ name: 'status', value: 'married' }];
			const { hints } = await post({ customFields: { field } }, { ...item, message: '' });
			expect(bodies()).toEqual([{ ...sent, status: 'married' }]);
			expect(hints.map(({ message }) => message)).toEqual([unknownPing]);
		});

		test('gets them from the input of a step without a ping', async () => {
			await submit({}, { items: [item] });
			const { email, status, message } = item;
			expect(bodies()).toEqual([{ email, status, message, ...control }]);
		});
	});

	describe('begins without personal data', () => {
		const typed = { campaignId: byId('21624'), supplierId: byId('55077') };
		const property = (name, operation) => {
			const { description } = lp.engine.nodeTypes.getByNameAndVersion(
				'n8n-nodes-prosper.leadProsper',
			);
			const found = description.properties.find(
				(one) => one.name === name && one.displayOptions?.show?.operation?.includes(operation),
			);
			if (!found) throw new Error(`${operation} has no ${name}`);
			return found;
		};

		test('the user adds each field, and the panel says why', () => {
			const ping = property('leadFields', 'ping');
			expect(ping.default).toMatchObject({ mappingMode: 'defineBelow' });
			expect(ping.typeOptions?.resourceMapper?.addAllFields).toBe(false);
			expect(property('leadFields', 'post').typeOptions?.resourceMapper?.addAllFields).toBe(true);
			const parameters = { resource: 'lead', operation: 'ping', ...typed };
			const [notice] = lp.engine.notices('leadProsper', parameters);
			expect(notice).toContain('no name, no email, no phone');
		});

		test('with a supplier’s key the input is sent only where the user wants that', async () => {
			const { hints } = await lp.runAsSupplier('ping', typed, { items: [LEAD] });
			expect(bodies()).toEqual([control]);
			expect(hints[0].message).toMatch(/^The pings had no field of the lead\./);
		});
	});

	describe('a ping says what it sent', () => {
		const said = ({ hints }) => hints.map(({ message }) => message);
		const { state, incident_date, injured, attorney } = LEAD;
		const impersonal = { state, incident_date, injured, attorney };

		test('the names of the fields', async () => {
			const field = Object.entries(impersonal).map(([name, value]) => ({ name, value }));
			const run = await ping({ leadFields: undefined, customFields: { field } });
			expect(bodies()).toEqual([{ ...impersonal, ...control }]);
			expect(said(run)).toEqual([
				'The pings had the fields “state”, “incident_date”, “injured”, “attorney”.',
			]);
		});

		test('and which of them look personal', async () => {
			const run = await ping();
			expect(said(run)).toEqual([
				expect.stringMatching(
					/^The pings had the fields “first_name”, .+\. The fields “first_name”, “last_name”, “email”, “phone” look personal: buyers see a ping before the sale\. Map only what/,
				),
			]);
			for (const value of Object.values(LEAD)) expect(said(run).join()).not.toContain(value);
		});

		test('nothing is said of a post', async () => {
			const { items } = await ping();
			expect(said(await post({}, items[0][0]))).toEqual([]);
		});
	});

	test('without the input’s fields, where the user wants that', async () => {
		const { items } = await ping({ options: { includeInput: false } });
		expect(Object.keys(items[0][0]).sort()).toEqual(['payout', 'ping_id', 'status']);
	});

	test('a ping that is refused', async () => {
		const { items } = await ping({}, { ...LEAD, state: '' });
		expect(items[2]).toEqual([expect.objectContaining({ status: 'ERROR', code: 1001 })]);
	});

	const oneToOne = { campaignId: byId('23880'), supplierId: byId('65500') };
	const window = { first_name: 'A', last_name: 'B', phone: '1', zip_code: '10001' };

	test.each(['an array', 'a text'])('One-to-One: the bids in order, given as %s', async (kind) => {
		const { items: pinged } = await ping(oneToOne, window);
		const { bids } = pinged[0][0];
		expect(bids.length).toBeGreaterThan(1);
		const chosen = [bids[1].bid_id, bids[0].bid_id];
		const { items } = await post(
			{ ...oneToOne, bidIds: '={{ $json.chosen }}' },
			{ ...pinged[0][0], chosen: kind === 'an array' ? chosen : chosen.join(', ') },
		);
		expect(items[0]).toHaveLength(1);
		expect(bodies()[1].lp_consent_bids).toBe(chosen.join(','));
	});

	test('a post with a ping that nobody made', async () => {
		const { items } = await post({ pingId: 'nope' }, LEAD);
		expect(items[2]).toEqual([
			expect.objectContaining({ status: 'ERROR', message: 'Unknown lp_ping_id' }),
		]);
	});

	test('a post without a ping is refused before any request', async () => {
		const { error } = await post({}, LEAD);
		expect(error.message).toBe('Ping ID is empty');
		expect(lp.requests()).toHaveLength(0);
	});
});
