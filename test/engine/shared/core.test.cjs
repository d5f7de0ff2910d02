/** What holds of every request and every item, through nodes of both services in n8n's engine. */
const { createEngine } = require('../support/engine.cjs');
const { startScriptedServer } = require('../support/scriptedServer.cjs');

/** @type {import('../support/engine.cjs').Engine} */
let engine;
/** @type {Awaited<ReturnType<typeof startScriptedServer>>} */
let server;

beforeAll(async () => {
	server = await startScriptedServer();
	const baseUrl = server.url;
	const named = `=${baseUrl}/{{ $json.account }}`;
	engine = await createEngine({
		credentials: {
			plain: { apiKey: 'key_of_one_account', baseUrl },
			spaced: { apiKey: ' key_of_one_account\n', baseUrl: ` ${baseUrl}/ ` },
			keyByItem: { apiKey: '={{ $json.key }}', baseUrl },
			addressByItem: { apiKey: 'key_of_one_account', baseUrl: named },
			everyItemTheSame: { apiKey: '={{ "key_of_" + "one_account" }}', baseUrl },
		},
	});
});
afterAll(() => {
	server.close();
	engine.close();
});

const byId = (value) => ({ __rl: true, mode: 'id', value });
const idIn = ({ url }) => decodeURIComponent(url.split('?')[0].split('/').at(-1));

/**
 * @param {string} type
 * @param {object} parameters
 * @param {object[]} items
 * @param {Record<string, any>} [options]
 */
const run = (type, parameters, items, { credential = 'plain', ...options } = {}) =>
	engine.runNode(type, parameters, {
		credentials: { [`${type}Api`]: { id: credential, name: credential } },
		items,
		...options,
	});

const getCampaign = {
	resource: 'campaign',
	operation: 'get',
	campaignId: byId('={{ $json.id }}'),
};
const campaigns = (request) => ({ body: { id: Number(idIn(request)), name: 'Solar' } });

describe('the credential', () => {
	test('is read once for a hundred requests, and once more to see that it is the same for all', async () => {
		server.answer(campaigns);
		const before = engine.credentialReadings();
		const items = Array.from({ length: 100 }, (_, id) => ({ id: id + 1 }));
		expect((await run('leadProsper', getCampaign, items)).items[0]).toHaveLength(100);
		expect(engine.credentialReadings() - before).toBe(2);
	});

	test('white space around a pasted key or address is left out', async () => {
		server.answer(campaigns);
		await run('leadProsper', getCampaign, [{ id: 1 }], { credential: 'spaced' });
		expect(server.requests()[0].headers.authorization).toBe('Bearer key_of_one_account');
		expect(server.requests()[0].url).toBe('/public/campaigns/1');
	});

	test.each(['keyByItem', 'addressByItem'])(
		'%s: several accounts are refused',
		async (credential) => {
			server.answer(campaigns);
			const items = ['a', 'b', 'a'].map((account, index) => ({
				id: index + 1,
				account,
				key: `key_of_account_${account}`,
			}));
			const { error } = await run('leadProsper', getCampaign, items, { credential });
			expect(error.message).toBe('The credential is another one for item 1 than for item 0');
			expect(error.description).toMatch(/sub-workflow/);
			expect(server.requests()).toEqual([]);
		},
	);

	test.each(['keyByItem', 'everyItemTheSame'])('%s: one account is fine', async (credential) => {
		server.answer(campaigns);
		const items = [1, 2, 3].map((id) => ({ id, key: 'key_of_one_account' }));
		const { error } = await run('leadProsper', getCampaign, items, { credential });
		expect(error).toBeUndefined();
		expect(new Set(server.requests().map(({ headers }) => headers.authorization))).toEqual(
			new Set(['Bearer key_of_one_account']),
		);
	});
});

describe('a read that fails', () => {
	const failing = (request, afterMs) =>
		idIn(request) === '3'
			? { status: 404, body: { message: 'Campaign not found' }, afterMs: 200 }
			: { ...campaigns(request), afterMs };
	const items = Array.from({ length: 30 }, (_, id) => ({ id: id + 1 }));

	test('awaits those of the items before it, and none of the items after it', async () => {
		server.answer((request) => failing(request, Number(idIn(request)) > 3 ? 8_000 : 200));
		const { error, ms } = await run('leadProsper', getCampaign, items);
		expect(error.message).toBe('Campaign not found');
		expect(error.context.itemIndex).toBe(2);
		expect(ms).toBeGreaterThanOrEqual(200);
		expect(ms).toBeLessThan(6_000);
	});

	test('an item before it that fails later is the error', async () => {
		server.answer((request) =>
			idIn(request) === '1'
				? { status: 403, body: { message: 'Forbidden' }, afterMs: 300 }
				: failing(request, 8_000),
		);
		const { error } = await run('leadProsper', getCampaign, items);
		expect(error.message).toBe('Forbidden');
	});

	test('also those that wait for the rate limit', async () => {
		server.answer((request) =>
			Number(idIn(request)) > 3
				? { status: 429, headers: { 'Retry-After': '20' }, body: {} }
				: { ...failing(request, 300), afterMs: 300 },
		);
		const { error, ms } = await run('leadProsper', getCampaign, items.slice(0, 4));
		expect(error.message).toBe('Campaign not found');
		expect(ms).toBeLessThan(15_000);
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(server.requests()).toHaveLength(4);
	});
});

describe('updates of properties', () => {
	const properties = [{ id: 'prop_1', key: 'plan', name: 'Plan', type: 'text' }];
	const answer = (request) =>
		request.method === 'GET'
			? { body: { data: properties, next_cursor: null } }
			: { body: { id: idIn(request) }, afterMs: 60 };
	const update = {
		resource: 'subscriber',
		operation: 'update',
		subscriberId: byId('={{ $json.id }}'),
		properties: { mappingMode: 'defineBelow', value: { plan: '={{ $json.plan }}' } },
	};
	const updates = () => server.requests().filter(({ method }) => method === 'PATCH');

	test('run several at a time, and come out in order', async () => {
		server.answer(answer);
		const items = Array.from({ length: 30 }, (_, index) => ({ id: `subr_${index}`, plan: 'pro' }));
		const { items: out } = await run('prosperStack', update, items);
		expect(out[0].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
		expect(server.mostAtOnce()).toBeGreaterThan(3);
		expect(server.mostAtOnce()).toBeLessThanOrEqual(16);
	});

	test('of one record keep their order', async () => {
		server.answer(answer);
		const items = ['a', 'b', 'a', 'A', 'b'].map((id, plan) => ({
			id: `subr_${id}`,
			plan: `${plan}`,
		}));
		await run('prosperStack', update, items);
		const ofOne = updates().filter(({ url }) => /subr_a$/i.test(url));
		const times = ofOne.flatMap(({ at, endedAt }) => [at, Number(endedAt)]);
		expect(times).toHaveLength(6);
		expect(times).toEqual([...times].sort((a, b) => a - b));
	});

	test('after a failure none is begun, those under way are awaited, and each is told', async () => {
		server.answer((request) =>
			request.method !== 'GET' && idIn(request) === 'subr_1'
				? { status: 422, body: { error: 'No' } }
				: answer(request),
		);
		const items = Array.from({ length: 30 }, (_, index) => ({ id: `subr_${index}`, plan: 'pro' }));
		const { error } = await run('prosperStack', update, items);
		expect(error.message).toBe('No');
		const done = updates()
			.map(idIn)
			.filter((id) => id !== 'subr_1');
		expect(done.length).toBeLessThan(16);
		for (const id of done) expect(error.description).toContain(id);
		expect(error.description).toMatch(/Items 0, 2.* were carried out/);
		expect(error.description).toMatch(/to 29 were not begun\./);
		expect(updates().every(({ endedAt }) => endedAt !== undefined)).toBe(true);
	});
});

describe('Retry On Fail runs all items again', () => {
	/** @type {Array<[type: string, resource: string, operation: string, parameters: object]>} */
	const refused = [
		['leadProsper', 'lead', 'return', { leadId: 'a', reason: 'b' }],
		['prosperStack', 'webhook', 'create', { url: 'https://example.com' }],
		['prosperStack', 'property', 'create', { key: 'a', name: 'a' }],
		[
			'prosperStack',
			'portalSession',
			'create',
			{ platformSubscriberId: 'a', returnUrl: 'https://example.com' },
		],
	];

	test.each(refused)(
		'%s %s: %s does not run with it',
		async (type, resource, operation, parameters) => {
			server.answer({ status: 500 });
			const { error } = await run(type, { resource, operation, ...parameters }, [{}], {
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 0,
			});
			expect(error.message).toBe('Retry On Fail is on, and this step must not be done twice');
			expect(server.requests()).toEqual([]);
		},
	);

	test('what may be done twice runs with it', async () => {
		server.answer({ body: { status: 'success', data: [] } });
		const parameters = { campaignId: byId('1'), buyerId: byId('2') };
		const { error } = await run(
			'leadProsper',
			{ resource: 'buyer', operation: 'pause', ...parameters },
			[{}],
			{ retryOnFail: true },
		);
		expect(error).toBeUndefined();
	});
});

describe('submissions', () => {
	const campaign = {
		body: { id: 1, suppliers: [{ id: 2, hash: 'supplier-key-1' }], fields: [] },
	};
	const submit = (options, items, operation = 'submit') =>
		run(
			'leadProsper',
			{
				resource: 'lead',
				operation,
				campaignId: byId('1'),
				supplierId: byId('2'),
				pingId: 'ping',
				leadFields: { mappingMode: 'autoMapInputData', value: null },
				onRefusal: 'oneOutput',
				options,
			},
			items,
		);
	const posts = () => server.requests().filter(({ method }) => method === 'POST');
	const accepting = ({ method }) =>
		method === 'GET' ? campaign : { body: { status: 'ACCEPTED', lead_id: 'x' }, afterMs: 80 };
	const people = (count) =>
		Array.from({ length: count }, (_, id) => ({ email: `${id}@example.com` }));

	test('one lead at a time, and as many as the user wants', async () => {
		server.answer(accepting);
		await submit({}, people(4));
		expect(server.mostAtOnce()).toBe(1);
		server.answer(accepting);
		const { items } = await submit({ leadsAtOnce: 3 }, people(9));
		expect(items[0]).toHaveLength(9);
		expect(server.mostAtOnce()).toBe(3);
	});

	test.each([0, 11, 1.5, 'many'])('Leads at Once of %j is refused', async (leadsAtOnce) => {
		server.answer(accepting);
		const { error } = await submit({ leadsAtOnce }, people(2));
		expect(error.message).toMatch(/^Leads at Once must be a whole number from 1 to 10/);
		expect(posts()).toEqual([]);
	});

	test('more items than At Most per Run: nothing is sent', async () => {
		server.answer(accepting);
		const { error } = await submit({ atMostPerRun: 2 }, people(3));
		expect(error.message).toBe('3 items came in, and At Most per Run allows 2');
		expect(server.requests()).toEqual([]);
		server.answer(accepting);
		expect((await submit({ atMostPerRun: 3 }, people(3))).items[0]).toHaveLength(3);
	});

	const onceTooMany = () => {
		let refusals = 1;
		server.answer((request) => {
			if (request.method === 'GET') return campaign;
			return refusals-- > 0
				? { status: 429, headers: { 'retry-after': '1' }, body: { message: 'Too many' } }
				: accepting(request);
		});
	};

	test('a 429 that says nothing of the lead did nothing: it is sent then', async () => {
		onceTooMany();
		const { items } = await submit({}, people(1));
		expect(items[0]).toEqual([{ status: 'ACCEPTED', lead_id: 'x' }]);
		expect(posts()).toHaveLength(2);
	});

	test('… or the run stops, if the user wants that', async () => {
		onceTooMany();
		const { error } = await submit({ after429: 'stop' }, people(3));
		expect(error.message).toMatch(/refused this one/);
		expect(error.description).toContain('Items 1 to 2 were not begun.');
		expect(posts()).toHaveLength(1);
	});

	test('a 429 with the lead’s status is an answer', async () => {
		server.answer(({ method }) =>
			method === 'GET'
				? campaign
				: { status: 429, body: { status: 'ERROR', lead_id: 'y', message: 'Cap reached' } },
		);
		const { items } = await submit({}, people(1));
		expect(items[0][0].lead_id).toBe('y');
		expect(posts()).toHaveLength(1);
	});

	test('a post does not wait longer than ten seconds', async () => {
		server.answer(({ method }) =>
			method === 'GET'
				? campaign
				: { status: 429, headers: { 'retry-after': '20' }, body: { message: 'Too many' } },
		);
		const { error, ms } = await submit({}, people(1), 'post');
		expect(error.description).toMatch(/waits 10 seconds at most/);
		expect(posts()).toHaveLength(1);
		expect(ms).toBeLessThan(10_000);
	});

	test('a campaign that can’t be read is not asked for again by each item', async () => {
		server.answer({ status: 404, body: { message: 'No such campaign' } });
		const { items } = await engine.runNode(
			'leadProsper',
			{
				resource: 'lead',
				operation: 'submit',
				campaignId: byId('1'),
				supplierId: byId('2'),
				leadFields: { mappingMode: 'autoMapInputData', value: null },
				onRefusal: 'oneOutput',
			},
			{
				credentials: { leadProsperApi: { id: 'plain', name: 'plain' } },
				items: people(20),
				onError: 'continueRegularOutput',
			},
		);
		expect(items[0]).toHaveLength(20);
		for (const { error } of items[0]) expect(error).toMatch(/^No such campaign\./);
		expect(server.requests()).toHaveLength(1);
	});

	test('forty leads with unknown fields: one hint', async () => {
		const listed = { ...campaign.body, fields: ['email'] };
		server.answer(({ method }) => (method === 'GET' ? { body: listed } : accepting({ method })));
		const rows = people(40).map((row, index) => ({ ...row, [`column_${index}`]: 'x' }));
		const { hints } = await submit({ leadsAtOnce: 10 }, rows);
		expect(hints).toHaveLength(1);
		expect(hints[0].message).toMatch(/“column_0”, .*“column_19”, …: Lead Prosper drops/);
	});
});

test('an update of an item without a record is refused in its own place', async () => {
	server.answer((request) =>
		request.method === 'GET'
			? { body: { data: [{ id: 'p', key: 'plan', type: 'text' }], next_cursor: null } }
			: { body: { id: idIn(request) } },
	);
	const { items } = await run(
		'prosperStack',
		{
			resource: 'subscriber',
			operation: 'update',
			subscriberId: byId('={{ $json.id }}'),
			properties: { mappingMode: 'defineBelow', value: { plan: 'pro' } },
		},
		[{ id: 'subr_1' }, { id: '' }, { id: 'subr_3' }],
		{ onError: 'continueRegularOutput' },
	);
	expect(items[0]).toEqual([
		{ id: 'subr_1' },
		{ error: expect.stringMatching(/^Subscriber ID is empty/) },
		{ id: 'subr_3' },
	]);
});
