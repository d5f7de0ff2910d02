const {
	autoMapped,
	byId,
	mapped,
	pick,
	prosperStackTests,
	SUBSCRIBER,
	SUBSCRIPTION,
} = require('./support.cjs');

const ps = prosperStackTests();

/**
 * @param {object} properties
 * @param {Parameters<typeof ps.run>[3] & { locator?: object, options?: object }} [options] of the run;
 * `locator`: who is updated, Jane by default; `options`: the node's
 */
const update = (properties, { locator = byId(SUBSCRIBER), options = {}, ...rest } = {}) =>
	ps.run('subscriber', 'update', { subscriberId: locator, properties, options }, rest);

const sent = () => ps.requests().filter(({ method }) => method !== 'GET');
const bodies = () => sent().map(({ body }) => body.properties);
const jane = () => ps.data('subscribers').find(({ id }) => id === SUBSCRIBER);
const valuesOf = ({ properties }) =>
	Object.fromEntries(properties.map(({ property, value }) => [property.key, value]));

test('a subscriber: what was mapped is changed, the rest stays', async () => {
	const before = valuesOf(jane());
	const { items } = await update(
		mapped({ preferred_name: 'Johnny', last_contacted: '2021-05-04' }),
	);
	expect(ps.asked()).toEqual([
		'GET /properties?entity=subscriber&limit=100',
		`PATCH /subscribers/${SUBSCRIBER}`,
	]);
	expect(bodies()).toEqual([{ preferred_name: 'Johnny', last_contacted: '2021-05-04' }]);
	expect(items[0]).toEqual([jane()]);
	expect(valuesOf(jane())).toEqual({
		...before,
		preferred_name: 'Johnny',
		last_contacted: '2021-05-04',
	});
});

test('a subscription', async () => {
	const { items } = await ps.run('subscription', 'update', {
		subscriptionId: byId(SUBSCRIPTION),
		properties: mapped({ is_professional: false, seats: '12', add_on_spend: 9.5 }),
	});
	expect(bodies()).toEqual([{ is_professional: false, seats: 12, add_on_spend: 9.5 }]);
	expect(items[0]).toEqual([ps.data('subscriptions').find(({ id }) => id === SUBSCRIPTION)]);
});

test.each([
	['email', 'jane@example.com', 'email=jane%40example.com'],
	['platformId', 'cus_Jax42BBWGOWuDp', 'platform_id=cus_Jax42BBWGOWuDp'],
])('by %s', async (mode, value, query) => {
	const { items } = await update(mapped({ is_vip: true }), { locator: pick(mode, value) });
	expect(items[0][0].id).toBe(SUBSCRIBER);
	expect(ps.asked().slice(1)).toEqual([
		`GET /subscribers?${query}&limit=2`,
		`PATCH /subscribers/${SUBSCRIBER}`,
	]);
});

test('by an email that several have: nobody is changed', async () => {
	const { error } = await update(mapped({ is_vip: true }), {
		locator: pick('email', 'shared@example.com'),
	});
	expect(error.message).toMatch(/^More than one subscriber/);
	expect(sent()).toEqual([]);
});

test('the properties are read once, however many items there are', async () => {
	const items = ps
		.data('subscribers')
		.slice(0, 5)
		.map(({ id }, n) => ({ id, n }));
	await update(mapped({ nps_score: '={{ $json.n }}' }), {
		locator: byId('={{ $json.id }}'),
		items,
	});
	expect(ps.requests().filter(({ path }) => path === '/properties')).toHaveLength(1);
	expect(bodies()).toEqual(items.map(({ n }) => ({ nps_score: n })));
});

describe('values are converted as the reference says', () => {
	/** @typedef {[key: string, value: unknown, wanted: unknown]} Conversion */
	/** @returns {Conversion} */
	const isVip = (text, wanted) => ['is_vip', text, wanted];
	/** @type {Conversion[]} */
	const conversions = [
		['is_vip', true, true],
		['is_vip', false, false],
		...['true', 'TRUE', 't', '1', 'yes', ' y '].map((text) => isVip(text, true)),
		...['false', 'False', 'f', '0', 'no', 'N'].map((text) => isVip(text, false)),
		['is_vip', 1, true],
		['is_vip', 0, false],
		['nps_score', 7, 7],
		['nps_score', '7', 7],
		['nps_score', ' -7.5 ', -7.5],
		['nps_score', '1e3', 1000],
		['nps_score', 0, 0],
		['lifetime_value', '1234.50', 1234.5],
		['last_contacted', '2026-01-31', '2026-01-31'],
		['last_contacted', '2026-01-31T00:00:00', '2026-01-31'],
		// In New York it is still the evening before.
		['last_contacted', '2026-01-31T03:00:00Z', '2026-01-30'],
		['preferred_name', 'Zoë', 'Zoë'],
		['preferred_name', 5, '5'],
		['preferred_name', '007', '007'],
		['preferred_name', true, 'true'],
	];
	test.each(conversions)('%s: %p is sent as %p', async (key, value, wanted) => {
		const { error } = await update(autoMapped, { items: [{ [key]: value }] });
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([{ [key]: wanted }]);
	});

	test.each([
		['={{ DateTime.fromISO("2026-01-31T03:00:00Z") }}', '2026-01-30'],
		['={{ new Date("2026-01-31T03:00:00Z") }}', '2026-01-30'],
		['={{ $now.set({ year: 2026, month: 2, day: 3 }) }}', '2026-02-03'],
	])('a date from %s', async (expression, wanted) => {
		const { error } = await update(mapped({ last_contacted: expression }));
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([{ last_contacted: wanted }]);
	});

	test.each([
		['is_vip', 'maybe', 'The property “is_vip” takes true or false, not “maybe”'],
		['is_vip', 2, 'The property “is_vip” takes true or false, not “2”'],
		['is_vip', [], 'The property “is_vip” takes true or false, not []'],
		['nps_score', 'ten', 'The property “nps_score” takes a number such as 5800 or 12.5, not “ten”'],
		['nps_score', '1,234', /takes a number/],
		['nps_score', '0x10', /takes a number/],
		['nps_score', 'Infinity', /takes a number/],
		['nps_score', true, /takes a number/],
		['nps_score', [5], /takes a number/],
		['last_contacted', 'soon', 'The property “last_contacted” is not a date: “soon”'],
		['last_contacted', 20260131, /is not a date/],
		[
			'preferred_name',
			{ first: 'Jo' },
			'The property “preferred_name” takes a text, not {"first":"Jo"}',
		],
	])('%s: %p is refused, nothing is changed', async (key, value, message) => {
		const { error } = await update(autoMapped, { items: [{ [key]: value }] });
		expect(error.message).toMatch(message);
		expect(sent()).toEqual([]);
	});
});

describe('what is not given is not sent', () => {
	test('a property that is shown and not filled in, and one whose expression gives nothing', async () => {
		await update(mapped({ preferred_name: null, nps_score: '={{ $json.nothing }}', is_vip: true }));
		expect(bodies()).toEqual([{ is_vip: true }]);
	});

	test.each(['', '  ', '={{ "" }}'])('a blank text, %p', async (blank) => {
		await update(mapped({ preferred_name: blank, nps_score: blank, is_vip: true }));
		expect(bodies()).toEqual([{ is_vip: true }]);
	});

	test('an item with nothing to change comes out as it is, and the user is told', async () => {
		const { items, hints } = await update(mapped({ preferred_name: '={{ $json.nothing }}' }), {
			locator: pick('email', 'jane@example.com'),
		});
		expect(items[0]).toEqual([jane()]);
		expect(sent()).toEqual([]);
		expect(hints.map(({ message }) => message).join()).toMatch(/no property to change/);
		// Found by its email, it need not be read again.
		expect(ps.requests()).toHaveLength(2);
	});

	test.each([[mapped(null)], [mapped({})], [mapped({ is_vip: null })], [undefined]])(
		'nothing mapped at all, %j: refused before any request',
		async (properties) => {
			const { error } = await update(properties);
			expect(error.message).toBe('There is nothing to update');
			expect(ps.requests()).toEqual([]);
		},
	);
});

describe('clearing', () => {
	test('a null from an expression', async () => {
		await update(mapped({ number_of_contacts: '={{ null }}' }));
		expect(bodies()).toEqual([{ number_of_contacts: null }]);
		expect(valuesOf(jane())).not.toHaveProperty('number_of_contacts');
	});

	test('a null in the input item', async () => {
		await update(autoMapped, { items: [{ number_of_contacts: null }] });
		expect(bodies()).toEqual([{ number_of_contacts: null }]);
	});

	test.each([
		[['number_of_contacts', 'is_vip']],
		['number_of_contacts, is_vip'],
		['={{ ["number_of_contacts", "is_vip"] }}'],
	])('Clear Property Names or IDs: %j', async (clearProperties) => {
		const { error } = await update(mapped({ nps_score: 5 }), { options: { clearProperties } });
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([{ nps_score: 5, number_of_contacts: null, is_vip: null }]);
	});

	test('nothing but clearing', async () => {
		await update(mapped(null), { options: { clearProperties: ['number_of_contacts'] } });
		expect(bodies()).toEqual([{ number_of_contacts: null }]);
	});

	test('a blank text clears where the user chose so', async () => {
		await update(mapped({ preferred_name: '={{ "" }}', is_vip: ' ', nps_score: 5 }), {
			options: { clearWhenEmpty: true },
		});
		expect(bodies()).toEqual([{ preferred_name: null, is_vip: null, nps_score: 5 }]);
	});

	test.each([
		['true', [{ preferred_name: null, nps_score: 5 }]],
		['false', [{ nps_score: 5 }]],
	])('Clear When Empty from an expression, as the text “%s”', async (text, expected) => {
		await update(mapped({ preferred_name: '={{ "" }}', nps_score: 5 }), {
			options: { clearWhenEmpty: `={{ "${text}" }}` },
		});
		expect(bodies()).toEqual(expected);
	});

	test('Clear When Empty whose expression gives nothing is refused before anything is sent', async () => {
		const { error } = await update(mapped({ nps_score: 5 }), {
			options: { clearWhenEmpty: '={{ $json.nothing }}' },
		});
		expect(error.message).toBe('Clear When Empty must be true or false, and is empty');
		expect(sent()).toEqual([]);
	});

	test('the same property set and cleared is refused', async () => {
		const { error } = await update(mapped({ is_vip: true }), {
			options: { clearProperties: ['is_vip'] },
		});
		expect(error.message).toBe('The property “is_vip” is both set and cleared');
		expect(sent()).toEqual([]);
	});
});

describe('keys that the account does not know', () => {
	test('mapped', async () => {
		const { error } = await update(mapped({ is_vip: true, shoe_size: 44 }));
		expect(error.message).toBe('“shoe_size” is no subscriber property');
		expect(error.description).toMatch(/The account has: number_of_contacts, .*Nothing was changed/);
		expect(sent()).toEqual([]);
	});

	test('a property of the other entity', async () => {
		const { error } = await update(mapped({ seats: 5 }));
		expect(error.message).toBe('“seats” is no subscriber property');
	});

	test('cleared', async () => {
		const { error } = await update(autoMapped, {
			items: [{ is_vip: true }],
			options: { clearProperties: ['shoe_size'], unknownFields: 'ignore' },
		});
		expect(error.message).toBe('“shoe_size” is no subscriber property');
		expect(sent()).toEqual([]);
	});

	test('fields of the input item: an error that names them all', async () => {
		const { error } = await update(autoMapped, { items: [{ id: 'x', name: 'Jo', is_vip: true }] });
		expect(error.message).toBe('“id”, “name” are no subscriber properties');
		expect(error.description).toMatch(/Unknown Input Fields to Ignore/);
		expect(sent()).toEqual([]);
	});

	test.each([
		['email', 'Jane@Example.com ', { email: 'Jane@Example.com ' }],
		['platformId', 'cus_Jax42BBWGOWuDp', { customer: 'cus_Jax42BBWGOWuDp' }],
		['id', SUBSCRIBER, { subscriber: SUBSCRIBER }],
	])('not the input field that picked the record, by %s', async (mode, _value, field) => {
		const [name] = Object.keys(field);
		const locator = pick(mode, `={{ $json.${name} }}`);
		const { error } = await update(autoMapped, { locator, items: [{ ...field, is_vip: true }] });
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([{ is_vip: true }]);
	});

	test('any other field beside the one that picked the record', async () => {
		const locator = pick('email', '={{ $json.email }}');
		const { error } = await update(autoMapped, {
			locator,
			items: [{ email: 'jane@example.com', is_vpi: true }],
		});
		expect(error.message).toBe('“is_vpi” is no subscriber property');
		expect(sent()).toEqual([]);
	});

	test('fields of the input item, ignored', async () => {
		await update(autoMapped, {
			items: [{ id: 'x', name: 'Jo', is_vip: true }],
			options: { unknownFields: 'ignore' },
		});
		expect(bodies()).toEqual([{ is_vip: true }]);
	});
});

describe('several items of which the second fails', () => {
	const three = () => [
		{ id: ps.data('subscribers')[0].id, vip: 'yes' },
		{ id: ps.data('subscribers')[1].id, vip: 'perhaps' },
		{ id: ps.data('subscribers')[2].id, vip: 'no' },
	];
	const run = (options) =>
		update(mapped({ is_vip: '={{ $json.vip }}' }), {
			locator: byId('={{ $json.id }}'),
			items: three(),
			...options,
		});

	test('what was carried out beside it is named', async () => {
		const { error } = await run();
		expect(error.message).toMatch(/not “perhaps”/);
		expect(error.context.itemIndex).toBe(1);
		const changed = sent().map(({ path }) => path.split('/').at(-1));
		expect(changed).toContain(three()[0].id);
		expect(changed).not.toContain(three()[1].id);
		for (const id of changed) expect(error.description).toContain(id);
	});

	test('continue on fail: the others are done, the error is in its place', async () => {
		const { items, raw } = await run({ onError: 'continueRegularOutput' });
		expect(items[0].map(({ id, error }) => id ?? error)).toEqual([
			three()[0].id,
			expect.stringMatching(/not “perhaps”/),
			three()[2].id,
		]);
		expect(raw[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(bodies()).toEqual([{ is_vip: true }, { is_vip: false }]);
	});
});

describe('a change is never sent twice', () => {
	test.each([
		['a reset connection', { kind: 'reset' }],
		['a 500', { kind: 'status', status: 500, body: { error: 'Oops' } }],
		['a cut answer', { kind: 'truncate' }],
	])('%s', async (_name, fault) => {
		ps.sandbox.fault({ ...fault, method: 'PATCH', times: 5, applied: true });
		const { error } = await update(mapped({ nps_score: 3 }));
		expect(error.description).toContain(`Look at subscriber ${SUBSCRIBER} in ProsperStack`);
		expect(sent()).toHaveLength(1);
		ps.expectNoSecrets(error);
	});

	test('but after a 429, which says that nothing was done', async () => {
		const headers = { 'RateLimit-Reset': '1', 'RateLimit-Remaining': '0' };
		ps.sandbox.fault({ kind: 'status', status: 429, method: 'PATCH', headers });
		const { items } = await update(mapped({ nps_score: 3 }));
		expect(items[0]).toEqual([jane()]);
		expect(sent()).toHaveLength(2);
	});
});
