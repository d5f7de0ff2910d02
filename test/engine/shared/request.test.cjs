/** What every operation of both nodes does with a service's bad days, seen through n8n's engine. */
const { passTime } = require('../support/clock.cjs');
const { createEngine } = require('../support/engine.cjs');
const { startScriptedServer } = require('../support/scriptedServer.cjs');

const KEY = 'a-key-that-nobody-may-see';
const CAMPAIGNS = { body: [{ id: 1, name: 'Solar' }] };
const campaign = (id) => ({ body: { id, name: `Campaign ${id}` } });
const tooMany = (headers) => ({ status: 429, headers, body: { message: 'Too Many Attempts.' } });

/** @type {import('../support/engine.cjs').Engine} */
let engine;
let server;
let other;

beforeAll(async () => {
	server = await startScriptedServer();
	other = await startScriptedServer();
	const leadProsper = (baseUrl) => ({ apiKey: KEY, baseUrl });
	engine = await createEngine({
		credentials: {
			scripted: leadProsper(`${server.url}/`),
			plain: leadProsper('http://leadprosper.example'),
			nobody: leadProsper('http://127.0.0.1:9'),
		},
	});
});

afterAll(() => {
	server.close();
	other.close();
	engine.close();
});

/**
 * @param {object} parameters
 * @param {Parameters<typeof engine.runNode>[2] & { credential?: string }} [options]
 */
const run = (parameters, { credential = 'scripted', ...options } = {}) =>
	engine.runNode('leadProsper', parameters, {
		credentials: { leadProsperApi: { id: credential, name: credential } },
		...options,
	});

const getAll = (options) => run({ resource: 'campaign', operation: 'getAll' }, options);

/** Gets the campaign whose id is in the input item. */
const getEach = (ids, options) =>
	run(
		{
			resource: 'campaign',
			operation: 'get',
			campaignId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		},
		{ items: ids.map((id) => ({ id })), ...options },
	);

const idOf = ({ url }) => Number(url.split('/').at(-1));

describe('rate limits are waited for', () => {
	test.each([
		['Retry-After', { 'retry-after': '1' }, 1000],
		['RateLimit-Reset', { 'ratelimit-reset': '1' }, 1000],
		['no header', {}, 2000],
	])('429 with %s', async (_name, headers, leastMs) => {
		server.answer(tooMany(headers), CAMPAIGNS);
		const { items, ms, hints } = await getAll();
		expect(items).toEqual([CAMPAIGNS.body]);
		expect(server.requests()).toHaveLength(2);
		expect(ms).toBeGreaterThanOrEqual(leastMs);
		// Without a hint the next wait would be 4 s, and the longest is a minute.
		expect(ms).toBeLessThan(30_000);
		expect(hints).toEqual([
			expect.objectContaining({
				location: 'outputPane',
				message: expect.stringMatching(
					/^Waited \d seconds? for the rate limit of Lead Prosper \(1 request had to wait\)/,
				),
			}),
		]);
	});

	test('a run that had to wait for nothing says nothing', async () => {
		server.answer(CAMPAIGNS);
		expect((await getAll()).hints).toEqual([]);
	});

	test('RateLimit-Remaining 0: the next request waits instead of being refused', async () => {
		const last = { 'ratelimit-remaining': '0', 'ratelimit-reset': '1' };
		server.answer(
			...[1, 2, 3, 4].map((id) => ({ ...campaign(id), headers: last })),
			...[5, 6].map(campaign),
		);
		const { items } = await getEach([1, 2, 3, 4, 5, 6]);
		expect(items[0]).toHaveLength(6);
		const at = server.requests().map((request) => request.at);
		expect(at[4] - at[3]).toBeGreaterThanOrEqual(950);
	});

	/** So many requests a second, each answered after a while. */
	const allow = (perSecond) => {
		let windowStart = 0;
		let used = 0;
		server.answer((request) => {
			if (Date.now() - windowStart > 1000) [windowStart, used] = [Date.now(), 0];
			const allowed = ++used <= perSecond;
			const answer = allowed ? campaign(idOf(request)) : tooMany({ 'retry-after': '1' });
			return { ...answer, afterMs: 100 };
		});
	};

	test('20 items at 5 requests a second: all come, in order, and few are refused', async () => {
		allow(5);
		const ids = Array.from({ length: 20 }, (_, i) => i + 1);
		const { items, hints } = await getEach(ids);
		expect(items[0].map(({ id }) => id)).toEqual(ids);
		// At the most what was under way when the limit came.
		expect(server.requests().length).toBeLessThanOrEqual(20 + 4 * 4);
		expect(hints).toHaveLength(1);
	});

	test('no stampede: after each wait one request goes alone, the rest after its answer', async () => {
		allow(1);
		const { items } = await getEach([1, 2, 3, 4, 5]);
		expect(items[0]).toHaveLength(5);
		const requests = server.requests();
		const afterWaits = requests.flatMap((request, i) =>
			i > 0 && request.at - requests[i - 1].at > 900 ? [i] : [],
		);
		expect(afterWaits.length).toBeGreaterThanOrEqual(3);
		for (const i of afterWaits) {
			const next = requests[i + 1];
			if (next) expect(next.at).toBeGreaterThanOrEqual(requests[i].endedAt);
		}
	});

	test('a request that waits again and again is one request that had to wait', async () => {
		server.answer(...Array(3).fill(tooMany({ 'retry-after': '1' })), CAMPAIGNS);
		const { hints } = await getAll();
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^Waited [34] seconds .*\(1 request had to wait\)/),
		]);
	});

	test('a wait that is too long is refused in words, not sat out', async () => {
		server.answer(tooMany({ 'retry-after': '3600' }));
		const { error, ms } = await getAll();
		expect(error.message).toMatch(/asks to wait 6\d minutes$/);
		expect(error.description).toMatch(/^This step waits 10 minutes at most\. .*Run again later/);
		expect(ms).toBeLessThan(60_000);
		expect(server.requests()).toHaveLength(1);
	});

	test('Stop ends a wait at once, and nothing is sent after it', async () => {
		server.answer(tooMany({ 'retry-after': '30' }));
		const { status, ms } = await getEach([1, 2, 3], {
			cancelAfterMs: 300,
			onError: 'continueRegularOutput',
		});
		expect(status).toBe('canceled');
		expect(ms).toBeLessThan(15_000);
		const sent = server.requests().length;
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(server.requests()).toHaveLength(sent);
	});

	test('Stop without “continue”: n8n calls the execution canceled, not failed', async () => {
		server.answer(tooMany({ 'retry-after': '30' }));
		const { status, error } = await getAll({ cancelAfterMs: 100 });
		expect(error.message).toBe('The execution was canceled');
		expect(status).toBe('canceled');
	});
});

test('Stop while a change is under way: its outcome is said to be unknown', async () => {
	const byId = (value) => ({ __rl: true, mode: 'id', value });
	const which = { campaignId: byId('1'), buyerId: byId('2') };
	server.answer('hang');
	const pause = { resource: 'buyer', operation: 'pause', ...which };
	const { status, error } = await run(pause, { cancelAfterMs: 300 });
	expect(status).toBe('canceled');
	expect(error.description).toContain('It is not known whether the change was made');
});

describe('reads are repeated', () => {
	test.each([
		['HTTP 500', { status: 500, body: { message: 'Server Error' } }],
		['HTTP 503 as a web page', { status: 503, body: '<h1>Maintenance</h1>' }],
		['a lost connection', 'reset'],
		['HTML instead of JSON', { body: '<html>hello</html>' }],
		['a list without its list', { body: { campaigns: [] } }],
	])('after %s', async (_name, failure) => {
		server.answer(failure, CAMPAIGNS);
		const { items } = await getAll();
		expect(items).toEqual([CAMPAIGNS.body]);
		expect(server.requests()).toHaveLength(2);
	});

	test.each([
		[
			'HTTP 500',
			{ status: 500, body: { message: 'Server Error' } },
			/^Server Error$/,
			/problem at the moment/,
		],
		[
			'a lost connection',
			'reset',
			/^The connection to Lead Prosper was lost$/,
			/Run the workflow again later/,
		],
		[
			'HTML',
			{ body: '<html>' },
			/something other than data/,
			/Check the Base URL in the credential/,
		],
		['a list without its list', { body: {} }, /without a list of campaigns/, /check the Base URL/],
	])('%s that stays is an error after three tries', async (_name, failure, message, advice) => {
		server.answer(failure);
		const { error } = await getAll();
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(advice);
		expect(server.requests()).toHaveLength(3);
	});
});

describe('long work says how far it is in n8n’s log', () => {
	test('every ten seconds: requests and records', async () => {
		server.answer((request) => {
			passTime(4_000);
			return campaign(idOf(request));
		});
		const ids = Array.from({ length: 8 }, (_, i) => i + 1);
		const { informed } = await getEach(ids);
		// 32 seconds, and the answers come in no order.
		expect(informed.length).toBeGreaterThanOrEqual(2);
		expect(informed.length).toBeLessThanOrEqual(3);
		for (const line of informed) {
			expect(line).toMatch(/^“Node”, Lead Prosper: \d requests? answered, \d records? so far$/);
			expect(line).not.toContain(KEY);
		}
	});

	test('a list counts its records', async () => {
		server.answer(() => {
			passTime(10_000);
			return { body: [{ id: 1 }, { id: 2 }, { id: 3 }] };
		});
		const { informed } = await getAll();
		expect(informed).toEqual(['“Node”, Lead Prosper: 1 request answered, 3 records so far']);
	});

	test('while it waits: until when', async () => {
		server.answer(tooMany({ 'retry-after': '3' }), CAMPAIGNS);
		setTimeout(() => passTime(10_000), 500);
		const { informed } = await getAll();
		expect(informed[0]).toMatch(
			/^“Node”, Lead Prosper: 0 requests answered, 0 records so far; waiting until \d\d:\d\d:\d\d UTC$/,
		);
	});

	test('short work says nothing', async () => {
		server.answer(CAMPAIGNS);
		expect((await getAll()).informed).toEqual([]);
	});
});

test('Custom API Call, which n8n adds to every node, names the node to use', async () => {
	server.answer(CAMPAIGNS);
	for (const parameters of [
		{ resource: '__CUSTOM_API_CALL__', operation: 'get' },
		{ resource: 'campaign', operation: '__CUSTOM_API_CALL__' },
	]) {
		const { error } = await run(parameters);
		expect(error.message).toBe('A custom API call is made with the HTTP Request node');
		expect(error.description).toContain('Predefined Credential Type, then Lead Prosper API');
	}
	expect(server.requests()).toEqual([]);
});

describe('refusals are said in the service’s words, once', () => {
	test.each([
		[
			401,
			{ message: 'Unauthenticated.' },
			/^Lead Prosper does not accept the API key$/,
			/^Check it in the credential: it is in Lead Prosper, under Developer API\. Its answer: “Unauthenticated\.”$/,
		],
		[403, { message: 'Forbidden.' }, /^Forbidden\.$/, /account and its plan/],
		[404, { message: 'Not found' }, /^Not found$/, /knows no campaign 7.*right account\.$/],
		[
			422,
			{
				message: 'The given data was invalid.',
				errors: { start_date: ['The start date is required.'] },
			},
			/^The given data was invalid\. The start date is required\.$/,
			/HTTP 422/,
		],
		[200, { status: 'error', message: 'No access', details: null }, /^No access$/, /refused/],
		[418, '', /^Lead Prosper answered with HTTP 418$/, /refused/],
	])('HTTP %i', async (status, body, message, advice) => {
		server.answer({ status, body });
		const { error } = await getEach([7]);
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(advice);
		expect(error.httpCode).toBe(String(status));
		expect(server.requests()).toHaveLength(1);
	});

	test('a service that is not there', async () => {
		const { error } = await getAll({ credential: 'nobody' });
		expect(error.message).toBe("Lead Prosper can't be reached");
		expect(error.description).toMatch(/Nothing was sent .*Check the Base URL/);
	});
});

describe('the API key stays where it belongs', () => {
	test('a redirect to another host is not followed', async () => {
		server.answer({ status: 302, headers: { location: `${other.url}/public/campaigns` } });
		other.answer(CAMPAIGNS);
		const { error } = await getAll();
		expect(other.requests()).toHaveLength(0);
		expect(error.description).toMatch(/never sent along/);
	});

	test('plain http to another machine is refused before anything is sent', async () => {
		const { error } = await getAll({ credential: 'plain' });
		expect(error.message).toMatch(/must begin with https:\/\//);
	});

	test.each([
		['a refusal', { status: 401, body: { message: 'Unauthenticated.' } }],
		['a failure', { status: 500, body: '' }],
		['a lost connection', 'reset'],
		['a redirect', { status: 302, headers: { location: 'https://example.com' } }],
	])('no error carries it: %s', async (_name, answer) => {
		server.answer(answer);
		const { error, raw } = await getAll({ onError: 'continueRegularOutput' });
		const everything = JSON.stringify([error, raw]);
		expect(raw[0][0].json.error).toBeTruthy();
		expect(everything).not.toContain(KEY);
	});
});

describe('several items', () => {
	test('output comes in input order, each paired with its item, whichever answers first', async () => {
		server.answer((request) => ({ ...campaign(idOf(request)), afterMs: 300 - 50 * idOf(request) }));
		const { raw } = await getEach([1, 2, 3, 4, 5]);
		expect(raw[0].map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			[1, 2, 3, 4, 5].map((id) => [id, { item: id - 1 }]),
		);
	});

	test('four are asked for at once to begin with', async () => {
		server.answer((request) => ({ ...campaign(idOf(request)), afterMs: 200 }));
		await getEach([1, 2, 3, 4, 5]);
		expect(server.mostAtOnce()).toBe(4);
	});

	test('… also where an item needs several requests', async () => {
		const stats = [{ campaign: { id: 1, name: 'Solar' }, suppliers: [], buyers: [] }];
		server.answer({ body: stats, afterMs: 30 });
		const { items, error } = await run(
			{
				resource: 'analytics',
				operation: 'getDailyStats',
				campaignScope: 'all',
				period: 'custom',
				startDate: '={{ `2026-0${$json.month}-01` }}',
				endDate: '={{ `2026-0${$json.month}-08` }}',
				output: 'campaigns',
			},
			{ items: [1, 2, 3, 4, 5, 6].map((month) => ({ month })) },
		);
		expect(error).toBeUndefined();
		expect(items[0].map(({ date }) => date)).toEqual(
			[1, 2, 3, 4, 5, 6].flatMap((month) =>
				[1, 2, 3, 4, 5, 6, 7, 8].map((day) => `2026-0${month}-0${day}`),
			),
		);
		expect(server.requests()).toHaveLength(48);
		expect(server.mostAtOnce()).toBeGreaterThan(4);
		expect(server.mostAtOnce()).toBeLessThanOrEqual(16);
	});

	// Late, so that the other requests have come: what is under way when a run ends is not awaited.
	const secondUnknown = (request) =>
		idOf(request) === 2
			? { status: 404, body: { message: 'Campaign not found' }, afterMs: 200 }
			: campaign(idOf(request));

	test('the second fails: the run fails and names the item', async () => {
		server.answer(secondUnknown);
		const { error, status } = await getEach([1, 2, 3]);
		expect(status).toBe('error');
		expect(error.message).toBe('Campaign not found');
		expect(error.context.itemIndex).toBe(1);
	});

	test('the second fails, continue: its error takes its place', async () => {
		server.answer(secondUnknown);
		const { raw, status } = await getEach([1, 2, 3], { onError: 'continueRegularOutput' });
		expect(status).toBe('success');
		expect(raw[0].map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[1, { item: 0 }],
			[undefined, { item: 1 }],
			[3, { item: 2 }],
		]);
		expect(raw[0][1].json).toEqual({
			error: expect.stringMatching(/^Campaign not found\. Lead Prosper knows no campaign 2 /),
		});
	});

	test('the second fails, error output: it goes there with its input', async () => {
		server.answer(secondUnknown);
		const { items } = await getEach([1, 2, 3], { onError: 'continueErrorOutput' });
		expect(items[0].map(({ id }) => id)).toEqual([1, 3]);
		expect(items[1]).toEqual([{ id: 2, error: expect.stringMatching(/^Campaign not found\./) }]);
	});

	test('after a failure nothing new is asked for', async () => {
		server.answer((request) =>
			idOf(request) === 1
				? { status: 404, afterMs: 200 }
				: { ...campaign(idOf(request)), afterMs: 400 },
		);
		await getEach([1, 2, 3, 4, 5, 6, 7, 8]);
		expect(server.requests().length).toBeLessThanOrEqual(4);
	});
});

describe('ids', () => {
	test.each([[''], ['.'], ['..'], [' '], [null], [{}]])(
		'%j is refused before anything is sent',
		async (id) => {
			server.answer(CAMPAIGNS);
			const { error } = await getEach([id]);
			expect(error.message).toMatch(/^Campaign ID is /);
			expect(error.description).toMatch(/Pick one from the list or enter its ID/);
			expect(server.requests()).toHaveLength(0);
		},
	);

	test.each([
		['a/b', 'a%2Fb'],
		['?x', '%3Fx'],
		['#x', '%23x'],
		['ünï', '%C3%BCn%C3%AF'],
		['%2e%2e', '%252e%252e'],
	])('%s stays one segment of the path', async (id, segment) => {
		server.answer({ status: 404, body: { message: 'Not found' } });
		const { error } = await getEach([id]);
		expect(server.requests()[0].url).toBe(`/public/campaigns/${segment}`);
		expect(error.description).toContain(`campaign ${id}`);
	});
});

describe('limit', () => {
	const limited = (limit) =>
		run({ resource: 'campaign', operation: 'getAll', returnAll: false, limit });

	test.each([0, -1, 2.5, '', 'many'])('%p is refused before anything is sent', async (limit) => {
		server.answer(CAMPAIGNS);
		const { error } = await limited(limit);
		expect(error.message).toMatch(/^Limit must be a whole number of at least 1/);
		expect(server.requests()).toHaveLength(0);
	});

	test('Return All as the text “false” is off', async () => {
		server.answer(CAMPAIGNS);
		const { items } = await run({
			resource: 'campaign',
			operation: 'getAll',
			returnAll: '={{ "false" }}',
			limit: 1,
		});
		expect(items[0]).toHaveLength(1);
	});

	test('an empty list gives no items', async () => {
		server.answer({ body: [] });
		const { items, error } = await limited(5);
		expect(error).toBeUndefined();
		expect(items.flat()).toEqual([]);
	});
});
