/** The editor shows the fields of an output schema before the first run: they must be what comes. */
const fs = require('node:fs');
const path = require('node:path');
const Ajv = require('ajv').default;
const { casesOf, testOperations } = require('../support/operations.cjs');
const { LEAD, byId, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

const SCHEMAS = path.resolve(__dirname, '../../../nodes/LeadProsper/__schema__/v1.0.0');
// `version` and the type of `caps`, an object or an empty array, are fine in these schemas.
const ajv = new Ajv({ strict: false });

const week = { period: 'custom', startDate: '2026-03-06', endDate: '2026-03-12' };
const campaignId = byId('21624');
const buyer = { campaignId, buyerId: byId('55080') };

const submission = {
	campaignId,
	supplierId: byId('55077'),
	leadFields: { mappingMode: 'autoMapInputData', value: null },
	options: { includeInput: false },
};

const CASES = {
	accounting: { getAll: { ...week, returnAll: true } },
	analytics: {
		getCampaignStats: week,
		getDailyStats: week,
		getSupplierStats: { ...week, campaignId, supplierId: byId('55077') },
	},
	buyer: { getAll: { returnAll: true }, pause: buyer, resume: buyer },
	campaign: { get: { campaignId }, getAll: { returnAll: true } },
	lead: {
		get: { leadId: 'Oi_PE5UB8JeApcHI06lG' },
		getAll: { campaignScope: 'all', ...week, returnAll: true },
		getDebugLog: { leadIds: '={{ $json.recentId }}' },
		getSummary: week,
		ping: submission,
		post: { ...submission, pingId: '={{ $json.pingId }}' },
		return: { leadId: '={{ $json.recentId }}', reason: 'Wrong number' },
		submit: submission,
	},
	supplier: { getAll: { returnAll: true } },
};

/** Caps that only some campaigns have are columns that only some rows have. */
const isCapColumn = (name) => /^\.(leads|budget)_[a-z]+_(limit|used|percent)$/.test(name);

/** Of a simplified lead: the fields of its campaign are columns, too. */
const isCampaignField = (resource, name) =>
	resource === 'lead' &&
	lp.sandbox.data
		.campaigns()
		.flatMap(({ fields }) => ['lp_subid1', 'lp_subid2', ...fields])
		.some((field) => name === `.${field.name ?? field}`);

/** The input item: a lead that can be submitted, and what stands for the steps before. */
async function inputItem() {
	const { baseUrl } = lp.sandbox.leadProsper;
	const body = { ...LEAD, lp_campaign_id: 21624, lp_supplier_id: 55077, lp_key: '2yaxvv2ixl65' };
	const headers = { 'Content-Type': 'application/json' };
	const init = { method: 'POST', headers, body: JSON.stringify(body) };
	const answer = await fetch(`${baseUrl}/ping`, init);
	const { ping_id: pingId } = JSON.parse(await answer.text());
	const { id: recentId } = lp.sandbox.data
		.leads(30101)
		.find(
			({ status, returned, buyers }) => status === 'ACCEPTED' && !returned && buyers.length > 0,
		);
	return { ...LEAD, pingId, recentId };
}

const cases = casesOf(CASES);

/** @returns {object[]} the node's properties of that name */
const propertiesOf = (name) => {
	const { description } = lp.engine.nodeTypes.getByNameAndVersion('leadProsper');
	return description.properties.filter((property) => property.name === name);
};

testOperations(propertiesOf, cases, SCHEMAS);

/** Fields that not every answer has: bids come from One-to-One campaigns only. */
const SOMETIMES = new Set(['returned', 'return_reason', 'bids']);

/** What a record has but the schema doesn't say. Free-form objects have no properties to name. */
function unknownFields(schema, value, at = '') {
	if (Array.isArray(value)) {
		return value.flatMap((entry) => unknownFields(schema.items ?? {}, entry, `${at}[]`));
	}
	if (typeof value !== 'object' || value === null || !schema.properties) return [];
	if (Object.keys(schema.properties).length === 0) return [];
	return Object.entries(value).flatMap(([name, inner]) =>
		name in schema.properties
			? unknownFields(schema.properties[name], inner, `${at}.${name}`)
			: [`${at}.${name}`],
	);
}

test.each(cases)('%s: %s', async (resource, operation, parameters) => {
	const file = path.join(SCHEMAS, resource, `${operation}.json`);
	const schema = JSON.parse(fs.readFileSync(file, 'utf8'));
	const { items, error } = await lp.run(resource, operation, parameters, {
		items: [await inputItem()],
	});
	expect(error).toBeUndefined();
	expect(items[0].length).toBeGreaterThan(0);

	const validate = ajv.compile(schema);
	for (const item of items[0]) {
		if (!validate(item)) throw new Error(ajv.errorsText(validate.errors));
	}
	const unknown = new Set(items[0].flatMap((item) => unknownFields(schema, item)));
	expect(
		[...unknown].filter((name) => !isCapColumn(name) && !isCampaignField(resource, name)),
	).toEqual([]);
	const seen = new Set(items[0].flatMap((item) => Object.keys(item)));
	const always = Object.keys(schema.properties).filter((name) => !SOMETIMES.has(name));
	expect(always.filter((name) => !seen.has(name))).toEqual([]);
});
