/** Lead Prosper may do otherwise than is assumed: see docs/assumptions.json. */
const {
	expectSame,
	parameterNamed,
	testEveryAlternative,
	testNode,
	testTriggers,
} = require('../support/assumptions.cjs');
const trigger = require('../leadProsperTrigger/support.cjs');
const { webhookTriggerTests } = require('../leadProsperWebhookTrigger/support.cjs');
const { LEAD, byId, leadProsperTests } = require('./support.cjs');

const ids = (records) => records.map(({ id }) => id);
const sorted = (list) => [...list].sort();

const QUIET = 30108;
const WEEK = { period: 'custom', startDate: '2026-03-06', endDate: '2026-03-12' };
const HALF_A_YEAR = { period: 'custom', startDate: '2025-10-01', endDate: '2026-03-12' };
const JANUARY_2025 = { period: 'custom', startDate: '2025-01-01', endDate: '2025-01-31' };
const NOON = Date.parse('2026-03-11T16:00:00Z');

let nodeCases;
let triggerCases;
let webhookCases;

describe('the node', () => {
	const lp = leadProsperTests();

	const campaign = (id) => ({ campaignScope: 'one', campaignId: byId(String(id)) });
	const getMany = (parameters) =>
		lp.run('lead', 'getAll', { returnAll: true, output: 'raw', ...parameters });
	const halfAYear = (id) => lp.leadsBetween(id, '2025-10-01', '2026-03-12');

	/** All leads of a campaign come, each once, the newest first. */
	async function readAll(id, range = HALF_A_YEAR, wanted = halfAYear(id)) {
		const run = await getMany({ ...campaign(id), ...range });
		const found = run.items[0] ?? [];
		expectSame(found, wanted);
		const times = found.map(({ lead_date_ms: ms }) => Number(ms));
		const outOfOrder = times.filter((time, index) => index > 0 && times[index - 1] < time);
		expect(outOfOrder).toHaveLength(0);
		return run;
	}

	/** Leads of a quiet campaign, of which some share one millisecond; 60 each are before and after. */
	function addTies(count) {
		const before = { campaignId: QUIET, count: 60, at: NOON - 60_000, stepMs: 1000 };
		lp.sandbox.addLeads(before);
		const ties = lp.sandbox.addLeads({ campaignId: QUIET, count, at: NOON });
		lp.sandbox.addLeads({ ...before, at: NOON + 1000 });
		return ties;
	}

	async function anyCursor(vary) {
		vary();
		const runs = [];
		for (const id of [30101, 30104, 30105, 30106, 30107, QUIET]) runs.push(await readAll(id));
		const lead = ({ lead_date_ms: ms }) => Number(ms) < Date.parse('2025-02-01T05:00:00Z');
		const january = lp.sandbox.data.leads(23880).filter(lead);
		runs.push(await readAll(23880, JANUARY_2025, january));
		for (const count of [5, 60, 99]) {
			lp.sandbox.reset();
			vary();
			addTies(count);
			runs.push(await readAll(QUIET));
		}
		return runs;
	}

	async function limits(vary) {
		vary();
		const run = await getMany({
			...campaign(30106),
			...HALF_A_YEAR,
			returnAll: false,
			limit: 250,
		});
		const times = run.items[0].map(({ lead_date_ms: ms }) => ms);
		expect(times).toEqual(
			halfAYear(30106)
				.slice(0, 250)
				.map(({ lead_date_ms: ms }) => ms),
		);
		return run;
	}

	const withLimits = async (vary) => [await anyCursor(vary), await limits(vary)].flat();

	/** More leads share a millisecond than a page can show: all others come, and it is told. */
	async function tooManyTies(vary) {
		vary();
		const ties = new Set(ids(addTies(150)));
		const run = await getMany({ ...campaign(QUIET), ...HALF_A_YEAR });
		const others = halfAYear(QUIET).filter(({ id }) => !ties.has(id));
		const found = run.items[0];
		const isOther = ({ id }) => !ties.has(id);
		expectSame(found.filter(isOther), others);
		expectSame(found, [...others, ...found.filter((lead) => !isOther(lead))]);

		const ifIncomplete = parameterNamed(lp.engine, 'leadProsper', 'If Incomplete');
		const failing = await getMany({
			...campaign(QUIET),
			...HALF_A_YEAR,
			options: { [ifIncomplete]: 'fail' },
		});
		expect(failing.error?.message).toEqual(expect.any(String));
		expect(failing.items.flat()).toEqual([]);
		return run;
	}

	/** What operations give is the same as without the change. */
	const same = (work, clean = (item) => item) =>
		async function (vary) {
			const expected = await work();
			lp.sandbox.reset();
			vary();
			const found = await work();
			const itemsOf = (runs) => runs.map(({ items }) => items.map((branch) => branch.map(clean)));
			expect(itemsOf(expected).flat(2)).not.toEqual([]);
			expect(itemsOf(found)).toEqual(itemsOf(expected));
			return found;
		};

	const inTurn = async (calls) => {
		const runs = [];
		for (const call of calls) runs.push(await call());
		return runs;
	};

	const sold = (count) =>
		lp.sandbox.data
			.leads(30101)
			.filter(({ status, returned, buyers }) => status === 'ACCEPTED' && !returned && buyers.length)
			.slice(0, count);
	const leadOf = (id) => lp.sandbox.data.leads(30101).find((lead) => lead.id === id);

	async function giveBack(vary) {
		vary();
		const [{ id }] = sold(1);
		const run = await lp.run('lead', 'return', { leadId: id, reason: 'Wrong number' });
		expect(run.items[0]).toMatchObject([{ lead_id: id }]);
		expect(leadOf(id)).toMatchObject({ returned: true, return_reason: 'Wrong number' });
		expect(lp.requests().filter(({ method }) => method === 'POST')).toHaveLength(1);
		expect(lp.requests().map(({ operationId }) => operationId)).toContain('getLead');
		return run;
	}

	const BUYER = { campaignId: byId('21626'), buyerId: byId('55087') };
	const isPaused = () =>
		lp.campaign(21626).buyers.find(({ id }) => String(id) === BUYER.buyerId.value).paused;

	async function pauseAndResume(vary) {
		vary();
		const paused = await lp.run('buyer', 'pause', BUYER);
		expect(paused.items[0]).toMatchObject([{ paused: true, changed: true }]);
		expect(isPaused()).toBe(1);
		const resumed = await lp.run('buyer', 'resume', BUYER);
		expect(resumed.items[0]).toMatchObject([{ paused: false, changed: true }]);
		expect(isPaused()).toBe(0);
		const changes = lp.requests().filter(({ operationId }) => /Buyer$/.test(operationId));
		expect(changes).toHaveLength(2);
		return [paused, resumed];
	}

	async function pauseTwice(vary) {
		vary();
		const first = await lp.run('buyer', 'pause', BUYER);
		const second = await lp.run('buyer', 'pause', BUYER);
		expect(second.items[0]).toMatchObject([{ paused: true, changed: false }]);
		const options = { failIfUnchanged: true };
		const failing = await lp.run('buyer', 'pause', { ...BUYER, options });
		expect(failing.error.message).toBe('Buyer is already paused');
		return [first, second];
	}

	async function debugLogs(vary) {
		vary();
		const wanted = sold(7);
		const run = await lp.run('lead', 'getDebugLog', { leadIds: ids(wanted).join(',') });
		expect(run.items[0]).toEqual(
			wanted.map((lead) =>
				expect.objectContaining({
					lead_id: lead.id,
					logs: lead.buyers.map(({ id }) => expect.objectContaining({ buyer_id: id })),
				}),
			),
		);
		return run;
	}

	const accounting = (more) =>
		lp.run('accounting', 'getAll', { ...WEEK, returnAll: true, ...more });

	const SUPPLIER = { campaignId: byId('30101'), supplierId: byId('301010') };
	const supplierStats = (more) =>
		lp.run('analytics', 'getSupplierStats', {
			...WEEK,
			...SUPPLIER,
			group: { __rl: true, mode: 'name', value: 'sub2' },
			...more,
		});
	/** The supplier's own leads of the week, without test leads. */
	const ofSupplier = () =>
		lp
			.leadsBetween(30101, WEEK.startDate, WEEK.endDate)
			.filter(({ supplier, test }) => supplier.id === 301010 && !test);

	async function brokenDown(vary) {
		vary();
		const counts = {};
		for (const { lead_data: data } of ofSupplier()) {
			counts[data.lp_subid2] = (counts[data.lp_subid2] ?? 0) + 1;
		}
		const run = await supplierStats();
		const rows = run.items[0] ?? [];
		expect(Object.keys(counts)).toHaveLength(2);
		expect(Object.fromEntries(rows.map((row) => [row.sub2, row.leads_total]))).toEqual(counts);
		expect(Object.fromEntries(rows.map((row) => [row.sub_id, row.leads_total]))).toEqual(counts);
		expect(rows).toHaveLength(2);
		expect(rows.every(({ id }) => id === 301010)).toBe(true);
		return run;
	}

	async function notBrokenDown(vary) {
		vary();
		const run = await supplierStats();
		expect(run.items[0]).toMatchObject([
			{ id: 301010, leads_total: ofSupplier().length, group_by: 'sub2', sub_id: null },
		]);
		const nested = await supplierStats({ output: 'response' });
		expect(nested.items[0]).toHaveLength(1);
		expect(ids(nested.items[0][0].suppliers)).toEqual([301010]);
		return run;
	}

	const SENDER = { campaignId: byId('21624'), supplierId: byId('55077') };
	const autoMap = { leadFields: { mappingMode: 'autoMapInputData', value: null } };
	/** What became of the leads, and what a ping sent: told after every such run, and no warning. */
	const isReport = ({ message }) => /^(\d+ accepted, |The pings had )/.test(message);
	async function submission(operation, item, more) {
		const parameters = { ...SENDER, ...autoMap, ...more };
		const run = await lp.run('lead', operation, parameters, { items: [item] });
		return { ...run, hints: run.hints.filter((hint) => !isReport(hint)) };
	}
	const submit = (item, more) => submission('submit', item, more);
	const INCOMPLETE = { ...LEAD, state: '' };
	/** How many items came out of each output, up to the last that has any. */
	const outputOf = ({ items }) => items.map((branch) => branch.length);
	const newest = () => lp.sandbox.data.leads(21624)[0];

	async function errorCodes(vary) {
		vary();
		const accepted = await submit(LEAD);
		expect(outputOf(accepted)).toEqual([1]);
		expect(accepted.items[0][0]).toMatchObject({ id: newest().id, status: 'ACCEPTED' });
		expect(accepted.items[0][0].data).toMatchObject({ redirect_url: expect.any(String) });

		const duplicate = await submit(LEAD);
		expect(outputOf(duplicate)).toEqual([0, 1]);

		const refused = await submit(INCOMPLETE);
		expect(outputOf(refused)).toEqual([0, 0, 1]);
		expect(refused.items[2][0]).toEqual({
			id: newest().id,
			status: 'ERROR',
			error_code: 1001,
			message: 'Missing required parameter: state',
			error_meta: {
				provider_name: 'Sandbox Validation',
				description: 'More about it: Missing required parameter: state',
			},
		});

		const failing = await submit(INCOMPLETE, { onRefusal: 'fail' });
		const { message, description } = failing.error;
		for (const part of [
			'Missing required parameter: state',
			'status ERROR',
			'code 1001',
			`lead ${newest().id}`,
			'Sandbox Validation',
			'More about it',
		]) {
			expect(`${message} ${description}`).toContain(part);
		}

		const ping = await submission('ping', { ...LEAD, email: 'other@example.org', phone: '1' });
		expect(outputOf(ping)).toEqual([1]);
		const { ping_id: pingId } = ping.items[0][0];
		const post = await submission(
			'post',
			{ ...LEAD, email: 'o@example.org', phone: '2' },
			{ pingId },
		);
		expect(outputOf(post)).toEqual([1]);
		expect(post.items[0][0]).toMatchObject({ id: newest().id, payout: newest().cost });
		return [accepted, duplicate, refused, ping, post];
	}

	async function refusedWith422(vary) {
		vary();
		const refused = await submit(INCOMPLETE);
		expect(outputOf(refused)).toEqual([0, 0, 1]);
		expect(refused.items[2][0]).toMatchObject({
			lead_id: newest().id,
			status: 'ERROR',
			code: 1001,
		});
		const duplicate = [await submit(LEAD), await submit(LEAD)][1];
		expect(outputOf(duplicate)).toEqual([0, 1]);
		const ping = await submission('ping', INCOMPLETE);
		expect(outputOf(ping)).toEqual([0, 0, 1]);
		const posts = lp.requests().filter(({ method }) => method === 'POST');
		expect(posts).toHaveLength(4);
		return [refused, duplicate, ping];
	}

	async function testLeads(vary) {
		vary();
		const runs = [];
		for (const choice of ['exclude', 'only']) {
			const run = await getMany({
				...campaign(30101),
				...HALF_A_YEAR,
				filters: { testLeads: choice },
			});
			const wanted = halfAYear(30101).filter(({ test }) => test === (choice === 'only'));
			expect(wanted.length).toBeGreaterThan(0);
			expectSame(run.items[0], wanted);
			runs.push(run);
		}
		return runs;
	}

	/** What the filter Returned and Get Summary make of how leads say that they were returned. */
	async function returns(vary) {
		vary();
		const days = { ...campaign(30101), ...HALF_A_YEAR };
		return [
			await getMany({ ...days, filters: { returned: true } }),
			await lp.run('lead', 'getSummary', { ...days, groupBy: [] }),
		];
	}

	nodeCases = {
		'leadCursor/inclusive': withLimits,
		'leadCursor/exclusive': withLimits,
		'leadCursor/opaque': withLimits,
		'leadCursor/inclusiveManyTies': tooManyTies,
		'leadCursor/exclusiveManyTies': tooManyTies,
		'leadListEnd/repeatsLast': anyCursor,
		async 'leadOrder/oldestFirst'(vary) {
			vary();
			const all = await getMany({ ...campaign(30103), ...HALF_A_YEAR });
			expect(all.error?.message).toMatch(/^Lead Prosper .*oldest/);
			const some = await getMany({
				...campaign(30103),
				...HALF_A_YEAR,
				returnAll: false,
				limit: 10,
			});
			return [all, some];
		},
		async 'leadFilters/ignored'(vary) {
			vary();
			const runs = [];
			const { supplier, lead_data: data } = halfAYear(30101)[0];
			const isOfSupplier = (lead) => lead.supplier.id === supplier.id;
			const isOfState = (lead) => lead.lead_data.state === data.state;
			for (const { filters, fits } of [
				{ filters: { supplierId: String(supplier.id) }, fits: isOfSupplier },
				{ filters: { fieldName: 'state', fieldValue: data.state }, fits: isOfState },
			]) {
				const run = await getMany({ ...campaign(30101), ...HALF_A_YEAR, filters });
				const wanted = halfAYear(30101).filter(fits);
				expectSame(run.items[0], wanted);
				const parameters = { ...campaign(30101), ...HALF_A_YEAR, filters, returnAll: false };
				const limited = await getMany({ ...parameters, limit: 120 });
				expectSame(limited.items[0], wanted.slice(0, 120));
				runs.push(run, limited);
			}
			return runs;
		},
		async 'leadStatusFilter/ignored'(vary) {
			vary();
			const runs = [];
			for (const status of ['accepted', 'error', 'duplicated']) {
				const run = await getMany({ ...campaign(30101), ...HALF_A_YEAR, filters: { status } });
				const wanted = halfAYear(30101).filter((lead) => lead.status === status.toUpperCase());
				expectSame(run.items[0], wanted);
				runs.push(run);
			}
			return runs;
		},
		async 'leadListedAtOnce/later'(vary) {
			vary();
			const [lead] = lp.sandbox.addLeads({ campaignId: QUIET });
			const wait = parameterNamed(lp.engine, 'leadProsper', 'Wait Until It Exists');
			const run = await lp.run('lead', 'get', { leadId: lead.id, options: { [wait]: 20 } });
			expect(run.items[0]).toMatchObject([{ id: lead.id }]);
			return run;
		},
		async 'leadListedAtOnce/laterWithoutWaiting'(vary) {
			vary();
			const [lead] = lp.sandbox.addLeads({ campaignId: QUIET });
			const run = await lp.run('lead', 'get', { leadId: lead.id });
			expect(run.error.message).toBe('Lead not found');
			expect(run.error.description).toContain('Wait Until It Exists');
			return run;
		},
		async 'bareAnswers/enveloped'(vary) {
			const campaignId = byId('21624');
			const read = same(() =>
				inTurn([
					() => lp.run('campaign', 'get', { campaignId }),
					() => lp.run('campaign', 'getAll', { returnAll: true }),
					() => lp.run('buyer', 'getAll', { returnAll: true }),
					() => lp.run('supplier', 'getAll', { returnAll: true }),
					() => lp.run('lead', 'get', { leadId: 'Oi_PE5UB8JeApcHI06lG' }),
					() => getMany({ ...campaign(30106), ...HALF_A_YEAR }),
					() => lp.run('analytics', 'getCampaignStats', WEEK),
					() => lp.run('analytics', 'getDailyStats', WEEK),
				]),
			);
			const runs = await read(vary);
			const accepted = await submit(LEAD);
			expect(outputOf(accepted)).toEqual([1]);
			const list = await lp.callMethod('listSearch', 'searchCampaigns');
			expect(list.results).toHaveLength(12);
			return [...runs, accepted];
		},
		'supplierStats/byGroup': brokenDown,
		'supplierStats/ignoresGroup': notBrokenDown,
		'supplierStats/ignoresSupplier': notBrokenDown,
		'supplierStats/refused': brokenDown,
		'supplierStats/newerPath': brokenDown,
		'returnAnswer/empty': giveBack,
		'returnAnswer/none': giveBack,
		'returnAnswer/text': giveBack,
		'pauseAnswer/empty': pauseAndResume,
		'pauseAnswer/none': pauseAndResume,
		'alreadyPaused/with200': pauseTwice,
		'alreadyPaused/with409': pauseTwice,
		'alreadyPaused/with422': pauseTwice,
		async 'errorBody/details'(vary) {
			vary();
			const run = await lp.run('lead', 'get', { leadId: 'nope' });
			expect(run.error.message).toMatch(/^Lead not found/);
			const { message, description } = run.error;
			expect(`${message} ${description}`).toContain('More about it: Lead not found');
			return run;
		},
		'debugLogs/list': debugLogs,
		'debugLogs/listById': debugLogs,
		'debugLogs/byId': debugLogs,
		'accountingAnswer/enveloped': same(async () => [await accounting()]),
		async 'accountingMode/needed'(vary) {
			vary();
			const run = await accounting();
			expect(run.items.flat().length).toBeGreaterThan(0);
			return run;
		},
		async 'accountingSuppliers/refused'(vary) {
			vary();
			const run = await accounting({ clientType: 'suppliers' });
			expect(run.error.message).toMatch(/^The selected client type is invalid/);
			return run;
		},
		'submissionAnswer/errorCode': errorCodes,
		'submissionStatus/with422': refusedWith422,
		async 'supplierKey/hidden'(vary) {
			vary();
			const run = await submit(LEAD);
			expect(run.error.message).toMatch(/^Lead Prosper shows no key of supplier/);
			expect(run.error.description).toContain('Supplier Key');
			expect(lp.requests().filter(({ method }) => method === 'POST')).toEqual([]);
			return run;
		},
		async 'supplierKey/other'(vary) {
			vary();
			const { items, error } = await submit(LEAD);
			expect(error).toBeUndefined();
			expect(items).toEqual([
				[],
				[],
				[expect.objectContaining({ message: 'Invalid campaign, supplier or key' })],
			]);
			const failing = await submit(LEAD, { onRefusal: 'fail' });
			expect(failing.error.message).toContain('Invalid campaign, supplier or key');
		},
		async 'returnedFlag/always'(vary) {
			const [list, summary] = await returns(vary);
			const returned = halfAYear(30101).filter((lead) => lead.returned);
			expectSame(list.items[0], returned);
			expect(summary.items[0]).toMatchObject([{ returned: returned.length }]);
			return [list, summary];
		},
		async 'returnedFlag/never'(vary) {
			const [list, summary] = await returns(vary);
			expect(list.items.flat()).toEqual([]);
			expect(summary.items[0]).toMatchObject([{ returned: 0 }]);
			return [list, summary];
		},
		'testFlag/number': testLeads,
		'testFlag/yes': testLeads,
		async 'capTypes/daysOfTheWeek'(vary) {
			vary();
			const caps = { leads: [{ limit: 50, used: '40', type: 'day' }], budget: [] };
			lp.sandbox.setBuyer(21624, 55080, { caps });
			const run = await lp.run('buyer', 'getAll', { returnAll: true, ...campaign(21624) });
			// It is a Thursday.
			expect(run.items[0].find(({ id }) => id === 55080)).toMatchObject({
				cap: 'leads_thursday',
				cap_percent: 80,
				leads_thursday_used: 40,
				leads_friday_used: 0,
				leads_friday_limit: 50,
			});
			return run;
		},
	};
	testNode('leadProsper', (options) => lp.sandbox.setOptions(options), nodeCases);
});

describe('the trigger', () => {
	const here = trigger.triggerTests();
	const { MINUTE, HOUR, one } = trigger;
	const newLead = (more) => ({ event: 'newLead', ...one(QUIET), ...more });

	/** Some leads come, and each starts the workflow once. */
	async function eachOnce(vary) {
		vary();
		// Of this day, and further back than a poll reads.
		here.addLeads({ count: 150, ago: 3 * HOUR });
		here.addLeads({ count: 150, ago: 10 * MINUTE });
		const active = await here.active(newLead());
		const seen = [];
		const poll = async () => seen.push(...trigger.ids((await active.poll()) ?? []));
		here.step(MINUTE);
		const added = here.addLeads({ count: 120 });
		const ties = here.addLeads({ count: 60, stepMs: 0 });
		await poll();
		here.step(MINUTE);
		const [last] = here.addLeads();
		await poll();
		await poll();
		expect(sorted(seen)).toEqual(sorted(trigger.ids([...added, ...ties, last])));
		expect(here.sandbox.requests().length).toBeLessThan(40);
	}

	/** More share a millisecond than a page can show: the others come, and it gets on. */
	async function getsOn(vary) {
		vary();
		const active = await here.active(newLead());
		here.step(MINUTE);
		const older = here.addLeads({ count: 40, ago: 20_000, stepMs: 10 });
		const ties = new Set(trigger.ids(here.addLeads({ count: 150, ago: 10_000, stepMs: 0 })));
		const newer = here.addLeads({ count: 5, stepMs: 10 });
		const seen = [];
		for (let i = 0; i < 5; i++) {
			here.step(MINUTE);
			seen.push(...trigger.ids((await active.poll()) ?? []));
		}
		expect(sorted(seen.filter((id) => !ties.has(id)))).toEqual(
			sorted(trigger.ids([...older, ...newer])),
		);
		// Two hours later those leads are behind it, and a poll is cheap again.
		here.step(3 * HOUR);
		await active.poll();
		here.step(MINUTE);
		here.asked();
		const [last] = here.addLeads();
		expect(trigger.ids(await active.poll())).toEqual([last.id]);
		expect(here.asked().length).toBeLessThanOrEqual(3);
	}

	const withStatus = async (vary) => {
		vary();
		const active = await here.active(newLead({ filters: { status: ['accepted'] } }));
		here.step(MINUTE);
		here.addLeads({ count: 3, status: 'ERROR' });
		const wanted = here.addLeads({ count: 2, status: 'ACCEPTED' });
		expect(sorted(trigger.ids(await active.poll()))).toEqual(sorted(trigger.ids(wanted)));
		expect(await active.poll()).toBeNull();
	};

	triggerCases = {
		'leadCursor/inclusive': eachOnce,
		'leadCursor/exclusive': eachOnce,
		'leadCursor/opaque': eachOnce,
		'leadCursor/inclusiveManyTies': getsOn,
		'leadCursor/exclusiveManyTies': getsOn,
		'leadListEnd/repeatsLast': eachOnce,
		'bareAnswers/enveloped': eachOnce,
		'leadStatusFilter/ignored': withStatus,
		async 'leadOrder/oldestFirst'(vary) {
			const active = await here.active(newLead());
			vary();
			here.step(MINUTE);
			const added = here.addLeads({ count: 5 });
			await expect(active.poll()).rejects.toThrow(/^Lead Prosper .*oldest/);
			// Nothing was remembered, so nothing is lost once it is as it was.
			here.sandbox.setOptions({ leadOrder: 'newestFirst' });
			expect(sorted(trigger.ids(await active.poll()))).toEqual(sorted(trigger.ids(added)));
		},
		async 'leadListedAtOnce/later'() {
			here.sandbox.setOptions({ leadVisibleAfterMs: 90_000 });
			const active = await here.active(newLead());
			here.step(MINUTE);
			const [late] = here.addLeads();
			expect(await active.poll()).toBeNull();
			here.step(MINUTE);
			expect(await active.poll()).toBeNull();
			here.step(MINUTE);
			expect(trigger.ids(await active.poll())).toEqual([late.id]);
			here.step(MINUTE);
			expect(await active.poll()).toBeNull();
		},
		async 'capTypes/daysOfTheWeek'(vary) {
			vary();
			const use = (used) =>
				here.sandbox.setBuyer(21624, 55080, {
					caps: { leads: [{ limit: 50, used: String(used), type: 'day' }], budget: [] },
				});
			use(10);
			const active = await here.active({ event: 'capReached', ...one(21624) });
			const told = [];
			// From Thursday on, each day: it fills up, and is emptied at night.
			for (let day = 0; day < 9; day++) {
				use(50);
				for (let i = 0; i < 2; i++) {
					here.step(HOUR);
					told.push(...((await active.poll()) ?? []).map(({ type }) => type));
				}
				here.step(20 * HOUR);
				use(0);
				here.step(2 * HOUR);
				await active.poll();
			}
			expect(told).toEqual([
				'thursday',
				'friday',
				'saturday',
				'sunday',
				'monday',
				'tuesday',
				'wednesday',
				'thursday',
				'friday',
			]);
		},
	};
	testTriggers('leadProsper', (options) => here.sandbox.setOptions(options), triggerCases);
});

describe('the webhook trigger', () => {
	const here = webhookTriggerTests();

	/** A lead is posted, starts nothing, and n8n's log says why. */
	const startsNothing = (why) =>
		async function (vary) {
			vary();
			const { host } = await here.active();
			await here.lead();
			expect(here.sandbox.deliveries()).toMatchObject([{ status: 200 }]);
			await host.idle();
			expect(host.executions).toEqual([]);
			expect(here.warnings).toEqual([expect.stringContaining(why)]);
		};

	webhookCases = {
		'leadShortCode/leftAsItIs': startsNothing(
			'no ID in the place of the short code {{lp_lead_id}}',
		),
		'leadShortCode/empty': startsNothing('no lead ID in the field “lead_id”'),
		async 'campaignTriggerOnce/again'(vary) {
			vary();
			const { host } = await here.active();
			here.sandbox.fault({ kind: 'status', status: 401, path: '^/public/lead/' });
			const { id } = await here.lead();
			await host.idle();
			expect(here.sandbox.deliveries().map(({ status }) => status)).toEqual([503, 200]);
			expect(ids(host.items())).toEqual([id]);
		},
		'campaignTriggerAfterLead/later': startsNothing('knows no lead'),
	};
	testTriggers('leadProsper', (options) => here.sandbox.setOptions(options), webhookCases);
});

testEveryAlternative('leadProsper', nodeCases, triggerCases, webhookCases);
