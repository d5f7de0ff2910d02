/** The editor shows the fields of an output schema before the first run: they must be what comes. */
const fs = require('node:fs');
const path = require('node:path');
const Ajv = require('ajv').default;
const { casesOf, testOperations } = require('../support/operations.cjs');
const {
	byId,
	mapped,
	prosperStackTests,
	SESSION,
	SUBSCRIBER,
	SUBSCRIPTION,
} = require('./support.cjs');

const ps = prosperStackTests();

const SCHEMAS = path.resolve(__dirname, '../../../nodes/ProsperStack/__schema__/v1.0.0');
const ajv = new Ajv({ strict: true, allowUnionTypes: true, keywords: ['version'] });

const everything = { returnAll: true };
const returnUrl = 'https://example.com';

const CASES = {
	event: { get: { eventId: byId('evt_ujO4n2g2QbWtGUVg1zJSbC5I') }, getAll: everything },
	flow: { get: { flowId: byId('flow_3Aree3otQWV2qXhFiehIIQpA') }, getAll: everything },
	flowSession: {
		get: { flowSessionId: byId(SESSION) },
		getAll: everything,
		getSummary: {},
	},
	offer: { get: { offerId: byId('offr_jIGqAAUKqWM2pptJTfRuei1t') }, getAll: everything },
	portalSession: { create: { platformSubscriberId: 'cus_Jax42BBWGOWuDp', returnUrl } },
	property: {
		create: { key: 'plan', name: 'Plan' },
		delete: { propertyId: byId('prop_jrtpyZs1httwFFIl7V80cHwf') },
		get: { propertyId: byId('prop_jrtpyZs1httwFFIl7V80cHwf') },
		getAll: everything,
	},
	subscriber: {
		get: { subscriberId: byId(SUBSCRIBER) },
		getAll: everything,
		update: { subscriberId: byId(SUBSCRIBER), properties: mapped({ is_vip: true }) },
	},
	subscription: {
		get: { subscriptionId: byId(SUBSCRIPTION) },
		getAll: everything,
		update: { subscriptionId: byId(SUBSCRIPTION), properties: mapped({ seats: 3 }) },
	},
	webhook: {
		create: { url: 'https://example.com/new' },
		get: { webhookId: byId('hook_aTZsJ5Ptw7uww3plBIXQQEI7') },
		getAll: everything,
	},
};

const cases = casesOf(CASES);

/** @returns {object[]} the node's properties of that name */
const propertiesOf = (name) => {
	const { description } = ps.engine.nodeTypes.getByNameAndVersion('prosperStack');
	return description.properties.filter((property) => property.name === name);
};

testOperations(propertiesOf, cases, SCHEMAS);

test('the entries of each collection are in alphabetical order', () => {
	for (const { options } of [...propertiesOf('filters'), ...propertiesOf('options')]) {
		const names = options.map(({ displayName }) => displayName);
		expect(names).toEqual([...names].sort());
	}
});

test.each(cases)('%s: %s', async (resource, operation, parameters) => {
	const file = path.join(SCHEMAS, resource, `${operation}.json`);
	const schema = JSON.parse(fs.readFileSync(file, 'utf8'));
	const { items, error } = await ps.run(resource, operation, parameters);
	expect(error).toBeUndefined();
	expect(items[0].length).toBeGreaterThan(0);

	const validate = ajv.compile(schema);
	for (const item of items[0]) {
		if (!validate(item)) throw new Error(`${item.id}: ${ajv.errorsText(validate.errors)}`);
	}
});
