const { byId } = require('./support/locators.cjs');

const mapInput = { mappingMode: 'autoMapInputData', value: null };

/** A lead that the sandbox takes; it refuses the ZIP code 00000. */
const person = (name) => ({
	first_name: name,
	last_name: 'Tester',
	email: `${name.toLowerCase()}.tester@example.com`,
	phone: `555000${name.length}${name.charCodeAt(0)}`,
	zip_code: '10001',
	home_owner: 'Yes',
});

const SOLAR = { campaignId: byId(21626), supplierId: byId(55085) };
const ONE_TO_ONE = { campaignId: byId(23880), supplierId: byId(65500) };

/** Leads on their way in, and what comes after; results beside the sandbox's own data. */
module.exports = (e2e) => {
	const leadsOf = ({ campaignId }) => e2e.sandbox.data.leads(campaignId.value);
	const stored = (campaign, leadId) => leadsOf(campaign).find(({ id }) => id === leadId);
	const keyOf = ({ campaignId, supplierId }) =>
		e2e.sandbox.data
			.campaigns()
			.find(({ id }) => String(id) === campaignId.value)
			.suppliers.find(({ id }) => String(id) === supplierId.value).hash;

	const run = (operation, parameters, options) =>
		e2e.runNode('leadProsper', { resource: 'lead', operation, ...parameters }, options);

	const submit = (parameters, ...people) =>
		run('submit', { ...SOLAR, leadFields: mapInput, ...parameters }, { items: people });

	test('submit: accepted, duplicated and refused leads come out of an output each', async () => {
		const refused = { ...person('Rosa'), zip_code: '00000' };
		const { error, outputs } = await submit({}, person('Ada'), person('Ada'), refused);
		expect(error).toBeUndefined();
		expect(outputs.map((items) => items.map(({ json }) => json.status))).toEqual([
			['ACCEPTED'],
			['DUPLICATED'],
			['ERROR'],
		]);
		const inputs = outputs.map(([{ pairedItem }]) => pairedItem.item);
		expect(inputs).toEqual([0, 1, 2]);
		const lead = stored(SOLAR, outputs[0][0].json.lead_id);
		expect(lead).toMatchObject({ status: 'ACCEPTED', test: false });
		expect(lead.lead_data).toMatchObject(person('Ada'));
	});

	test('submit: once per value, as n8n itself has recorded it', async () => {
		const rows = [person('Ida'), person('Ina')].map((row) => ({ ...row, form_id: 'form 7' }));
		const options = { oncePerValue: '={{ $json.form_id }}' };
		const { outputs } = await submit({ options }, ...rows);
		expect(outputs.map((items) => items.map(({ json }) => json.status))).toEqual([
			['ACCEPTED'],
			['ALREADY_SENT'],
		]);
	});

	test('submit: the key is in no output and in no error', async () => {
		const { outputs } = await submit({ onRefusal: 'oneOutput' }, person('Bea'));
		const failed = await submit({ onRefusal: 'fail' }, person('Bea'));
		expect(failed.error.message).toContain('not accepted');
		expect(JSON.stringify([outputs, failed])).not.toContain(keyOf(SOLAR));
	});

	test('submit: a test lead with mapped and custom fields', async () => {
		const { first_name: name, ...others } = person('Cleo');
		const { items } = await run('submit', {
			...SOLAR,
			leadFields: { mappingMode: 'defineBelow', value: others },
			customFields: { field: [{ name: 'first_name', value: name }] },
			testMode: true,
			options: { subId1: 'newsletter' },
		});
		expect(items[0].status).toBe('ACCEPTED');
		expect(stored(SOLAR, items[0].lead_id)).toMatchObject({
			test: true,
			lead_data: { first_name: 'Cleo', lp_subid1: 'newsletter' },
		});
	});

	test("submit: in the name of a supplier who has only the supplier's key", async () => {
		const supplier = await e2e.api.saveCredential({
			name: 'Supplier',
			type: 'leadProsperSupplierApi',
			data: { apiKey: keyOf(SOLAR), baseUrl: e2e.sandbox.leadProsper.baseUrl },
		});
		const { items } = await run(
			'submit',
			{ ...SOLAR, authentication: 'supplierKey', sendInput: true, testMode: true },
			{
				items: [person('Dora')],
				settings: { credentials: { leadProsperSupplierApi: supplier } },
			},
		);
		expect(items[0].status).toBe('ACCEPTED');
		expect(stored(SOLAR, items[0].lead_id).lead_data.first_name).toBe('Dora');
	});

	test('ping, then post with the ping id: each bid that was consented to is sold', async () => {
		const { first_name, last_name, phone, zip_code } = person('Edda');
		const pinged = await run(
			'ping',
			{ ...ONE_TO_ONE, leadFields: mapInput },
			{ items: [{ zip_code }] },
		);
		expect(pinged.items[0]).toMatchObject({ status: 'ACCEPTED', zip_code });
		const { ping_id: pingId, bids } = pinged.items[0];
		expect(bids.length).toBeGreaterThan(1);

		const posted = await run(
			'post',
			{
				...ONE_TO_ONE,
				pingId,
				bidIds: bids.map(({ bid_id: id }) => id).join(','),
				leadFields: mapInput,
			},
			{ items: [{ first_name, last_name, phone, zip_code }] },
		);
		expect(posted.items[0].status).toBe('ACCEPTED');
		expect(stored(ONE_TO_ONE, posted.items[0].lead_id).lead_data.first_name).toBe('Edda');
	});

	test('return', async () => {
		const sold = leadsOf(SOLAR).find(
			({ status, returned, test: isTest }) => status === 'ACCEPTED' && !returned && !isTest,
		);
		const { items } = await run('return', { leadId: sold.id, reason: 'Wrong number' });
		expect(items).toEqual([{ lead_id: sold.id, status: 'success', data: [] }]);
		expect(stored(SOLAR, sold.id)).toMatchObject({ returned: true, return_reason: 'Wrong number' });
	});

	test('get debug log: of many leads in input order, five a request', async () => {
		const ids = leadsOf(SOLAR)
			.slice(0, 12)
			.map(({ id }) => id)
			.reverse();
		const before = e2e.sandbox.requests().length;
		const { items, outputs } = await run(
			'getDebugLog',
			{ leadIds: '={{ $json.id }}' },
			{ items: ids.map((id) => ({ id })) },
		);
		expect(items.map(({ lead_id: id }) => id)).toEqual(ids);
		expect(outputs[0].map(({ pairedItem }) => pairedItem.item)).toEqual([...ids.keys()]);
		expect(e2e.sandbox.requests().slice(before)).toHaveLength(3);
	});
};
