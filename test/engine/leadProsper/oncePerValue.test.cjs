/** Once per Value: what is recorded with n8n, and when it is forgotten again. */
const { DataDeduplicationService } = require('n8n-core');
const { LEAD, byId, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

/**
 * n8n keeps these values in its database, for each node of a workflow.
 * @type {Set<unknown>}
 */
const recorded = new Set();

beforeAll(async () => {
	await DataDeduplicationService.init({
		async checkProcessedAndRecord(items) {
			// As in n8n, reading and writing takes a moment, and there is no lock.
			const known = new Set(recorded);
			await new Promise((resolve) => setTimeout(resolve, 5));
			for (const item of items) recorded.add(item);
			return {
				new: items.filter((item) => !known.has(item)),
				processed: items.filter((item) => known.has(item)),
			};
		},
		async removeProcessed(items) {
			for (const item of items) recorded.delete(item);
		},
		async clearAllProcessedItems() {},
		async getProcessedDataCount() {
			return recorded.size;
		},
	});
});
beforeEach(() => recorded.clear());

const submit = (rows, { options = {}, ...more } = {}) =>
	lp.run(
		'lead',
		'submit',
		{
			campaignId: byId('21624'),
			supplierId: byId('55077'),
			leadFields: { mappingMode: 'autoMapInputData', value: null },
			options: { oncePerValue: '={{ $json.form }}', ...options },
		},
		{ items: rows, ...more },
	);
const row = (form) => ({ ...LEAD, email: `${form}@example.com`, phone: `555${form}`, form });
const posts = () => lp.requests().filter(({ method }) => method === 'POST');

test('a second run with the value sends nothing, and says so beside the duplicates', async () => {
	expect((await submit([row('100001')])).items[0]).toHaveLength(1);
	const { items, hints } = await submit([row('100001'), row('100002')]);
	expect(hints.map(({ message }) => message)).toContain(
		'1 accepted, 0 duplicated, 0 errors, 1 already sent',
	);
	expect(items[0]).toHaveLength(1);
	expect(items[1]).toEqual([
		{ status: 'ALREADY_SENT', message: expect.stringContaining('“100001”') },
	]);
	expect(posts()).toHaveLength(2);
});

test('the same value twice in one run, with several leads at once', async () => {
	const rows = [row('100001'), row('100001'), row('100001')];
	const { items } = await submit(rows, { options: { leadsAtOnce: 3 } });
	expect(items[0]).toHaveLength(1);
	expect(items[1]).toHaveLength(2);
	expect(posts()).toHaveLength(1);
});

test('a value whose lead may have been taken stays recorded', async () => {
	lp.sandbox.fault({ kind: 'reset', path: 'direct_post', applied: true });
	const { error } = await submit([row('100001')]);
	expect(error.description).toContain('It is not known whether the lead was taken');
	const { items } = await submit([row('100001')]);
	expect(items[1]).toHaveLength(1);
	expect(posts()).toHaveLength(1);
});

test.each([
	['a wrong key', { status: 401, body: { message: 'Wrong key' } }],
	['the rate limit', { status: 429, headers: { 'Retry-After': '600' }, body: {} }],
])('a value is forgotten where certainly nothing was done: %s', async (_name, fault) => {
	lp.sandbox.fault({ kind: 'status', path: 'direct_post', ...fault });
	expect((await submit([row('100001')])).error).toBeDefined();
	expect([...recorded]).toEqual([]);
	lp.sandbox.clearFaults();
	expect((await submit([row('100001')])).items[0]).toHaveLength(1);
});

test('an empty value is refused before anything is sent', async () => {
	const { error } = await submit([{ ...LEAD }]);
	expect(error.message).toBe('The filter Once per Value is empty');
	expect(posts()).toEqual([]);
});

test('a lead is returned once', async () => {
	const { id } = lp.sandbox.data
		.leads(30101)
		.find(({ status, returned }) => status === 'ACCEPTED' && !returned);
	const giveBack = () =>
		lp.run('lead', 'return', {
			leadId: id,
			reason: 'Wrong number',
			options: { oncePerValue: 'row 7' },
		});
	expect((await giveBack()).error).toBeUndefined();
	expect((await giveBack()).items[0]).toEqual([
		{ lead_id: id, status: 'ALREADY_SENT', message: expect.stringContaining('“row 7”') },
	]);
	expect(posts()).toHaveLength(1);
});
