/** What the editor asks for: lists, fields to map, options. */
const { passTime } = require('../support/clock.cjs');
const { prosperStackTests, SESSION, SUBSCRIBER, SUBSCRIPTION } = require('./support.cjs');

const ps = prosperStackTests();

const search = (name, ...args) => ps.callMethod('listSearch', name, args);

/** Entries that nobody can pick have a boolean value: they say that the search is not at its end. */
const isRecord = ({ value }) => typeof value === 'string';

const LISTS = [
	['searchEvents', 'events', /^flow_session_\w+ · .+ · \d{4}-\d\d-\d\d \d\d:\d\d UTC$/],
	['searchFlows', 'flows', /^\w+/],
	['searchFlowSessions', 'sessions', /^.+ · \w+ · \d{4}-\d\d-\d\d \d\d:\d\d UTC$/],
	['searchOffers', 'offers', /^.+ · \w+$/],
	['searchProperties', 'properties', /^.+ · \w+ · (subscriber|subscription)$/],
	['searchSubscribers', 'subscribers', /^.+ · .+@.+$/],
	['searchSubscriptions', 'subscriptions', /^sub_\w+ · \w+ · MRR [\d.]+$/],
	['searchWebhooks', 'webhooks', /^https:.+ · flow_session/],
];

describe.each(LISTS)('%s', (name, collection, label) => {
	test('all pages together are all records, once each, with a name', async () => {
		const all = [];
		let token;
		do {
			const { results, paginationToken } = await search(name, undefined, token);
			expect(results.length).toBeLessThanOrEqual(100);
			all.push(...results);
			token = paginationToken;
		} while (token);
		expect(all.map(({ value }) => value).sort()).toEqual(
			ps
				.data(collection)
				.map(({ id }) => id)
				.sort(),
		);
		for (const item of all) expect(item.name).toMatch(label);
	});

	test('a whole id is asked for', async () => {
		const { id } = ps.data(collection).at(-1);
		const { results, paginationToken } = await search(name, ` ${id}`);
		expect(results.map(({ value }) => value)).toEqual([id]);
		expect(paginationToken).toBeUndefined();
		expect(ps.asked()).toHaveLength(1);
	});

	test('a filter finds a record far down the list, by its id in other letters', async () => {
		const { id } = ps.data(collection).at(-1);
		let token;
		let results = [];
		do {
			({ results, paginationToken: token } = await search(name, id.toUpperCase(), token));
			results = results.filter(isRecord);
		} while (results.length === 0 && token);
		expect(results.map(({ value }) => value)).toEqual([id]);
	});

	test('a filter that nothing matches', async () => {
		let token;
		do {
			const found = await search(name, 'nothing is called this', token);
			expect(found.results.filter(isRecord)).toEqual([]);
			token = found.paginationToken;
		} while (token);
	});

	test('an error says what to do, without the key', async () => {
		ps.sandbox.fault({ kind: 'status', status: 401, body: { error: 'Unauthorized' }, times: 9 });
		const error = await search(name).catch((caught) => caught);
		expect(error.message).toBe('ProsperStack does not accept the API key');
		ps.expectNoSecrets(error);
	});
});

test('an email address is asked for, and found in one request', async () => {
	const { results, paginationToken } = await search('searchSubscribers', ' jane@example.com');
	expect(results).toEqual([{ name: 'Jane Doe · jane@example.com', value: SUBSCRIBER }]);
	expect(paginationToken).toBeUndefined();
	expect(ps.asked()).toEqual(['GET /subscribers?email=jane%40example.com&limit=100']);
});

test('a filter brings enough to scroll, or all there is', async () => {
	const matching = (text) => ps.data('subscribers').filter(({ name }) => name.includes(text));
	const { results: all } = await search('searchSubscribers', 'müller');
	expect(matching('Müller').length).toBeGreaterThan(10);
	expect(all).toHaveLength(matching('Müller').length);

	const { results, paginationToken } = await search('searchSubscribers', 'example');
	expect(results.length).toBeGreaterThanOrEqual(20);
	expect(paginationToken).toBeDefined();
});

describe('while somebody types', () => {
	test('what was read serves for ten seconds', async () => {
		const first = await search('searchSubscribers', 'nobody');
		const once = ps.asked().length;
		expect(once).toBeGreaterThan(1);
		expect(await search('searchSubscribers', 'nobody else')).toEqual(first);
		passTime(8_000);
		expect(await search('searchSubscribers', 'nobody')).toEqual(first);
		expect(ps.asked()).toHaveLength(once);
		passTime(2_000);
		await search('searchSubscribers', 'nobody');
		expect(ps.asked()).toHaveLength(2 * once);
	});

	test('letters that come before the answer share one reading', async () => {
		ps.sandbox.fault({ kind: 'delay', ms: 300 });
		await Promise.all(['x', 'xy', 'xyz'].map((text) => search('searchFlows', text)));
		expect(ps.asked()).toEqual(['GET /flows?limit=100']);
	});

	test('another key never gets this account’s list', async () => {
		await search('searchFlows');
		const other = ps.callMethod('listSearch', 'searchFlows', [], {}, 'wrong');
		await expect(other).rejects.toThrow('does not accept the API key');
	});

	test('a failure is not kept', async () => {
		ps.sandbox.fault({ kind: 'status', status: 401, body: { error: 'Unauthorized' } });
		await expect(search('searchFlows')).rejects.toThrow('does not accept the API key');
		expect((await search('searchFlows')).results.length).toBeGreaterThan(0);
		passTime(10_000);
		ps.sandbox.fault({ kind: 'notAList' });
		expect((await search('searchFlows')).results.length).toBeGreaterThan(0);
	});
});

describe('a search that did not see the whole list', () => {
	const notes = ({ results }) => results.filter((item) => !isRecord(item));

	test('says so, and how to go on, in entries that nobody can pick', async () => {
		expect(ps.data('sessions').length).toBeGreaterThan(1000);
		const { results, paginationToken } = await search('searchFlowSessions', 'nobody has this');
		expect(results).toEqual([
			{ name: 'Only the first 1000 were searched', value: false },
			{ name: 'Go on with a whole ID', value: true },
		]);
		expect(ps.asked()).toHaveLength(10);
		expect(notes(await search('searchFlowSessions', 'nobody', paginationToken))).toEqual([]);
	});

	test('nothing of that where it has ended, without a filter, or with enough to scroll', async () => {
		expect(notes(await search('searchSubscribers', 'nobody has this'))).toEqual([]);
		expect(notes(await search('searchFlowSessions'))).toEqual([]);
		expect(notes(await search('searchFlowSessions', 'saved'))).toEqual([]);
	});
});

test('an email address in other letters is still found', async () => {
	let token;
	let results = [];
	do {
		({ results, paginationToken: token } = await search(
			'searchSubscribers',
			'JANE@example.com',
			token,
		));
	} while (results.length === 0 && token);
	expect(results.map(({ value }) => value)).toContain(SUBSCRIBER);
});

test('labels of the documented samples', async () => {
	const nameOf = async (list, id) => {
		let token;
		let found;
		do {
			const page = await search(list, id, token);
			found = page.results.find(({ value }) => value === id);
			token = page.paginationToken;
		} while (!found && token);
		return found.name;
	};
	expect(await nameOf('searchFlowSessions', SESSION)).toBe(
		'Jane Doe · saved · 2019-08-24 14:15 UTC',
	);
	expect(await nameOf('searchSubscriptions', SUBSCRIPTION)).toBe(
		'sub_JE1trB8eUAnh0r · active · MRR 399.95',
	);
});

describe('fields to map', () => {
	const types = ({ fields }) => Object.fromEntries(fields.map(({ id, type }) => [id, type]));

	test('of a subscriber', async () => {
		const mapper = await ps.callMethod('resourceMapping', 'getSubscriberProperties');
		expect(types(mapper)).toEqual({
			number_of_contacts: 'number',
			preferred_name: 'string',
			last_contacted: 'dateTime',
			is_vip: 'boolean',
			lifetime_value: 'number',
			nps_score: 'number',
		});
		expect(mapper.fields[0]).toMatchObject({ displayName: 'Number of contacts', required: false });
		// With Map Automatically the editor would show it beside the properties that there are.
		expect(mapper).not.toHaveProperty('emptyFieldsNotice');
	});

	test('of a subscription', async () => {
		const mapper = await ps.callMethod('resourceMapping', 'getSubscriptionProperties');
		expect(types(mapper)).toEqual({
			is_professional: 'boolean',
			seats: 'number',
			add_on_spend: 'number',
			renewal_date: 'dateTime',
			plan_note: 'string',
			preferred_name: 'string',
		});
	});

	test('an account without properties is told where to make one', async () => {
		ps.sandbox.fault({ kind: 'emptyList' });
		const mapper = await ps.callMethod('resourceMapping', 'getSubscriberProperties');
		expect(mapper.fields).toEqual([]);
		expect(mapper.emptyFieldsNotice).toMatch(/has no subscriber properties yet/);
	});

	test.each([
		['getSubscriberPropertyKeys', 'subscriber'],
		['getSubscriptionPropertyKeys', 'subscription'],
	])('%s: what can be cleared', async (name, entity) => {
		const options = await ps.callMethod('loadOptions', name);
		const properties = ps.data('properties').filter((property) => property.entity === entity);
		expect(options.map(({ value }) => value)).toEqual(properties.map(({ key }) => key));
	});
});
