/** What a user sees when the service answers badly, or the key is wrong. */
const { byId, prosperStackTests } = require('./support.cjs');

const ps = prosperStackTests();

const getFlows = (options) => ps.run('flow', 'getAll', { returnAll: true }, options);

test('a wrong key', async () => {
	const { error } = await getFlows({ credential: 'wrong' });
	expect(error.message).toBe('ProsperStack does not accept the API key');
	expect(error.description).toMatch(
		/^Check it in the credential: it is in ProsperStack under Settings, API Keys\. Its answer: “.+”$/,
	);
	expect(error.httpCode).toBe('401');
	expect(ps.requests()).toHaveLength(1);
	expect(JSON.stringify(error)).not.toContain('key_test_wrong');
});

test("422: the service's words", async () => {
	const { error } = await ps.run('event', 'getAll', { filters: { afterId: 'evt_none' } });
	expect(error.message).toBe('after_id: no event "evt_none"');
	expect(error.httpCode).toBe('422');
	expect(ps.requests()).toHaveLength(1);
	ps.expectNoSecrets(error);
});

test.each([
	['HTML', { kind: 'html' }, /answered with something other than data/],
	['a list without its list', { kind: 'notAList' }, /answered, but without a list/],
	['a reset connection', { kind: 'reset' }, /connection to ProsperStack was lost/],
	['a cut answer', { kind: 'truncate' }, /connection to ProsperStack was lost/],
	['503 without JSON', { kind: 'html', status: 503 }, /HTTP 503/],
])('%s every time: asked three times, then an error', async (_name, fault, message) => {
	ps.sandbox.fault({ ...fault, times: 9 });
	const { error } = await getFlows();
	expect(error.message).toMatch(message);
	expect(ps.requests()).toHaveLength(3);
	ps.expectNoSecrets(error);
});

test('HTML once: asked again, and nothing is missing', async () => {
	ps.sandbox.fault({ kind: 'html' });
	const { items } = await getFlows();
	expect(items).toEqual([ps.data('flows')]);
});

test.each([['null'], [null], ['']])('next cursor %p ends the list', async (value) => {
	ps.sandbox.fault({ kind: 'nextCursor', value });
	const { items } = await ps.run('subscriber', 'getAll', { returnAll: true });
	expect(items[0]).toEqual(ps.data('subscribers').slice(0, 100));
	expect(ps.requests()).toHaveLength(1);
});

test('pages in a circle are an error: nothing is missing without a word', async () => {
	// The second page leads to itself.
	const first = await ps.run('subscriber', 'getAll', { limit: 1 });
	expect(first.items[0]).toHaveLength(1);
	const cursor = Buffer.from(`subscribers:${ps.data('subscribers')[99].id}`).toString('base64url');
	ps.sandbox.clearRequests();
	ps.sandbox.fault({ kind: 'nextCursor', value: cursor, times: 9 });
	const { error } = await ps.run('subscriber', 'getAll', { returnAll: true });
	expect(error.message).toMatch(/^ProsperStack gave the same page twice/);
	expect(ps.requests()).toHaveLength(3);
});

test('an empty list is no error', async () => {
	ps.sandbox.fault({ kind: 'emptyList' });
	const { items, error } = await getFlows();
	expect(error).toBeUndefined();
	expect(items[0] ?? []).toEqual([]);
});

describe('three items of which the second fails', () => {
	const items = () => [
		{ id: ps.data('flows')[0].id },
		{ id: 'flow_none' },
		{ id: ps.data('flows')[1].id },
	];
	const run = (options) =>
		ps.run('flow', 'get', { flowId: byId('={{ $json.id }}') }, { items: items(), ...options });

	test('the run ends with its error', async () => {
		const { error } = await run();
		expect(error.description).toContain('flow flow_none');
		expect(error.context.itemIndex).toBe(1);
	});

	test('continue on fail: its error is in its place', async () => {
		const result = await run({ onError: 'continueRegularOutput' });
		expect(result.items[0]).toEqual([
			ps.data('flows')[0],
			{ error: expect.stringMatching(/^Flow not found\. ProsperStack knows no flow flow_none/) },
			ps.data('flows')[1],
		]);
	});

	test('an error output of its own', async () => {
		const result = await run({ onError: 'continueErrorOutput' });
		expect(result.items[0]).toEqual([ps.data('flows')[0], ps.data('flows')[1]]);
		expect(result.items[1]).toEqual([
			expect.objectContaining({ error: expect.stringMatching(/^Flow not found/) }),
		]);
	});
});
