/**
 * The Lead Prosper Trigger in a real n8n, with everything that can go wrong around it. Prints a
 * table: leads that came in, leads that were put out, repeated and lost.
 */
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { table } = require('../../demo/table.cjs');
const { startStage } = require('../../n8n/stage.cjs');
const { END, inALine } = require('../../n8n/steps.cjs');
const { until } = require('../../n8n/until.cjs');
const { outputsOf } = require('../../n8n/workflows.cjs');
const { expectNoKeys } = require('./support/leftBehind.cjs');
const { createLedger } = require('./support/ledger.cjs');
const { emptyUserFolder } = require('./support/userFolder.cjs');

const userFolder = emptyUserFolder('leadprosper-trigger');
const clockFile = path.join(userFolder, 'clock');
const SHIFTED_DATE = path.join(__dirname, 'support', 'shiftedDate.cjs');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than an activation takes. */
const BEFORE_MINUTE = 4_000;
const ZONE = 'America/New_York';
/** A campaign without leads in the seed, and some others. */
const QUIET = 30108;
const CAMPAIGNS = [QUIET, 30101, 30102, 30104, 30105];

/** n8n polls by itself at each full minute, and allows nothing more often. */
const EVERY_MINUTE = { item: [{ mode: 'custom', cronExpression: '0 * * * * *' }] };
const SELDOM = { item: [{ mode: 'everyHour' }] };

let stage;
const rows = [];

const several = (ids) => ({ campaignScope: 'several', campaignIds: ids.map(String) });

/** A workflow with the trigger, and what came out of it. */
async function createTrigger(name, parameters) {
	const trigger = {
		/** Saves it, with other settings if there are any. */
		async save(change = {}) {
			parameters = {
				pollTimes: SELDOM,
				output: 'raw',
				...several([QUIET]),
				...parameters,
				...change,
			};
			trigger.workflow = await stage.api.saveWorkflow({
				name,
				...inALine([
					{
						id: name,
						name: 'Trigger',
						type: 'n8n-nodes-prosper.leadProsperTrigger',
						typeVersion: 1,
						position: [0, 0],
						parameters,
						credentials: { leadProsperApi: stage.credentials.leadProsperApi },
					},
					END,
				]),
				settings: { timezone: ZONE },
			});
		},
		activate: () => stage.api.activate(trigger.workflow),
		deactivate: () => stage.api.deactivate(trigger.workflow),
		/** Each activation polls at once, and keeps what the trigger remembers. */
		async poll() {
			await trigger.deactivate();
			await trigger.activate();
		},
		/** A test in the editor: the records that it shows. */
		async test() {
			const [items] = outputsOf(await stage.api.run(trigger.workflow, 'Trigger'), 'Trigger');
			await trigger.ledger.settle([], { patience: 0 });
			return items.map(({ json }) => json);
		},
		/** Waits for what came in, notes it in the table, and gives the counts. */
		async account(what, leads, note = '') {
			const counts = await trigger.ledger.settle(leads.map(({ id }) => id));
			const { fired, emitted, repeated, lost, executions } = counts;
			rows.push({ what, fired, emitted, repeated, lost, executions, note });
			expect(counts.unasked).toBe(0);
			expect(lost).toBe(0);
			return counts;
		},
	};
	await trigger.save();
	trigger.ledger = createLedger(stage.api, trigger.workflow, 'Trigger', ({ id }) => id);
	return trigger;
}

let offset = 0;

/** What time it is, for n8n and for the service. */
const now = () => Date.now() + offset;

async function step(ms) {
	offset += ms;
	fs.writeFileSync(clockFile, String(offset));
	stage.sandbox.setClock(offset);
	// n8n looks every 20 ms.
	await sleep(60);
}

async function stepTo(iso) {
	await step(Date.parse(iso) - now());
	// A session lasts a week.
	await stage.api.signIn();
}

/** A few seconds later it is a full minute: n8n, once activated, polls by itself. */
async function stepBeforeMinute() {
	const left = MINUTE - (now() % MINUTE);
	await step((left > BEFORE_MINUTE ? left : left + MINUTE) - BEFORE_MINUTE);
}

/**
 * @param {{ count?: number, ago?: number, campaignId?: number, stepMs?: number }
 *   & Record<string, unknown>} [what] `ago` and `stepMs` in milliseconds; fields of the leads
 */
const addLeads = ({ count = 1, ago = 0, campaignId = QUIET, stepMs = 1, ...lead } = {}) =>
	stage.sandbox.addLeads({
		campaignId,
		count,
		at: now() - ago - (count - 1) * stepMs,
		stepMs,
		lead: { test: false, ...lead },
	});

const requests = () => stage.sandbox.requests().length;
const asked = async (count) =>
	await until(() => requests() >= count, { what: `${count} requests`, timeout: 20_000 });

beforeAll(async () => {
	fs.writeFileSync(clockFile, '0');
	stage = await startStage({
		userFolder,
		env: { NODE_OPTIONS: `--require ${JSON.stringify(SHIFTED_DATE)}`, CLOCK_FILE: clockFile },
	});
});

beforeEach(() => {
	stage.sandbox.clearRequests();
	stage.sandbox.setRateLimit({ limit: 10_000, windowMs: 60_000 });
});

afterEach(() => stage.sandbox.clearFaults());

afterAll(async () => {
	await stage?.close();
	process.stdout.write(`${table(Object.keys(rows[0] ?? {}), rows)}\n`);
});

describe('New Lead', () => {
	let trigger;

	beforeAll(async () => {
		trigger = await createTrigger('New lead', { event: 'newLead' });
	});

	test('a test in the editor shows the newest lead, and the first poll brings nothing', async () => {
		const old = addLeads({ count: 3, ago: 5 * MINUTE });
		expect(await trigger.test()).toEqual([old[2]]);
		await trigger.activate();
		await trigger.account('activation, 3 leads there', []);
	});

	test('leads as they come', async () => {
		const fired = [];
		for (let i = 0; i < 20; i++) {
			fired.push(...addLeads());
			await trigger.poll();
		}
		const { repeated } = await trigger.account('20 leads, a poll after each', fired);
		expect(repeated).toBe(0);
	});

	test('late, many at once, several in a millisecond', async () => {
		const fired = [
			...addLeads({ ago: 59 * MINUTE }),
			...addLeads({ count: 250, ago: MINUTE }),
			...addLeads({ count: 5, ago: 30 * MINUTE, stepMs: 0 }),
		];
		await trigger.poll();
		const { ids, repeated } = await trigger.account('256: late, on 3 pages, 5 in one ms', fired);
		expect(repeated).toBe(0);
		expect(ids[0]).toBe(fired[0].id);
	});

	test('other campaigns: nothing old, and a poll with nothing new costs one request each', async () => {
		await trigger.deactivate();
		const fired = addLeads();
		await trigger.save(several(CAMPAIGNS));
		await trigger.activate();
		const { repeated } = await trigger.account('from 1 to 5 campaigns', fired);
		expect(repeated).toBe(0);

		await step(2 * HOUR);
		await trigger.poll();
		stage.sandbox.clearRequests();
		await trigger.poll();
		const note = `${requests()} requests`;
		await trigger.account('a poll with nothing new', [], note);
		expect(requests()).toBe(CAMPAIGNS.length);
	});

	test('switched off and on again', async () => {
		const fired = [];
		for (let i = 0; i < 10; i++) {
			const campaignId = CAMPAIGNS[i % CAMPAIGNS.length];
			await trigger.deactivate();
			fired.push(...addLeads({ campaignId }), ...addLeads({ campaignId, ago: MINUTE }));
			await trigger.activate();
		}
		const { repeated } = await trigger.account('off and on, 10 times', fired);
		expect(repeated).toBe(0);
	});

	test('New York, over midnight', async () => {
		await stepTo('2027-01-15T04:50:00Z'); // 23:50
		await trigger.poll();
		await trigger.account('a year later', []);
		const fired = [];
		for (let i = 0; i < 10; i++) {
			await step(7 * MINUTE);
			fired.push(...addLeads(), ...addLeads({ ago: 50 * MINUTE }));
			await trigger.poll();
		}
		const { repeated } = await trigger.account('23:50 to 1:00 in New York', fired);
		expect(repeated).toBe(0);
	});

	test('the night in which the clocks go forward', async () => {
		await stepTo('2027-03-14T06:30:00Z'); // 1:30
		await trigger.poll();
		const fired = [];
		for (let i = 0; i < 5; i++) {
			await step(20 * MINUTE);
			fired.push(...addLeads(), ...addLeads({ ago: 55 * MINUTE }));
			await trigger.poll();
		}
		const { repeated } = await trigger.account('1:30 to 4:10, clocks go forward', fired);
		expect(repeated).toBe(0);
	});

	test('a poll that fails in the middle of the campaigns', async () => {
		await trigger.deactivate();
		const fired = CAMPAIGNS.flatMap((campaignId) => addLeads({ campaignId, count: 3 }));
		stage.sandbox.fault({
			kind: 'status',
			status: 403,
			body: { message: 'No' },
			path: `campaign=${CAMPAIGNS[3]}`,
			// n8n 2.41 polls again some times before it gives up.
			times: 100,
		});
		await expect(trigger.activate()).rejects.toThrow('No');
		await expect(trigger.activate()).rejects.toThrow('No');
		await trigger.account('polls fail', []);
		stage.sandbox.clearFaults();
		await trigger.activate();
		const { repeated } = await trigger.account('the one after', fired);
		expect(repeated).toBe(0);
	});

	test('the service is down when n8n polls by itself: n8n notes it, and the next poll brings all', async () => {
		await trigger.deactivate();
		await trigger.save({ pollTimes: EVERY_MINUTE });
		await stepBeforeMinute();
		await trigger.activate();
		stage.sandbox.fault({ kind: 'status', status: 403, body: { message: 'No' } });
		const fired = CAMPAIGNS.flatMap((campaignId) => addLeads({ campaignId }));
		const isNoted = async () =>
			(await stage.api.executionsOf(trigger.workflow)).some(({ status }) => status === 'error');
		await until(isNoted, { what: 'n8n to note the failed poll' });
		await trigger.account('a poll fails, in the background', []);
		await trigger.poll();
		const { repeated } = await trigger.account('the poll after it', fired);
		expect(repeated).toBe(0);
	});

	test('429', async () => {
		stage.sandbox.clearRequests();
		stage.sandbox.setRateLimit({
			service: 'leadProsper',
			limit: 3,
			windowMs: 2_000,
			retryAfter: true,
		});
		const fired = CAMPAIGNS.flatMap((campaignId) => addLeads({ campaignId }));
		await trigger.poll();
		const { repeated } = await trigger.account('3 requests in 2 s allowed', fired);
		expect(repeated).toBe(0);
		expect(stage.sandbox.requests().filter(({ status }) => status === 429)).not.toEqual([]);
	});

	test('a restart with a gap', async () => {
		await stage.server.stop();
		await step(3 * HOUR);
		const fired = [...addLeads({ count: 10, ago: 2 * HOUR }), ...addLeads({ count: 10 })];
		await stage.server.start();
		const { repeated } = await trigger.account('restart, 20 leads in 3 h', fired);
		expect(repeated).toBe(0);
	});

	test('kill -9 while leads come, just after n8n has polled by itself', async () => {
		await stepBeforeMinute();
		await trigger.poll();
		stage.sandbox.clearRequests();
		const fired = [];
		/** So many had come when n8n was killed. */
		let before = 0;
		for (let i = 0; i < 60; i++) {
			fired.push(...addLeads());
			await sleep(100);
			if (before === 0 && requests() > 0) {
				// Within the milliseconds in which n8n saves a poll, a kill can lose it, as the README says.
				await sleep(500);
				await stage.server.kill();
				before = fired.length;
			}
		}
		expect(before).toBeGreaterThan(0);
		stage.sandbox.clearRequests();
		await stage.server.start();
		await asked(1);
		const note = `${await trigger.ledger.countCutOff()} never started by n8n`;
		const { repeated } = await trigger.account('kill -9, 60 leads in 6 s', fired, note);
		// At worst those of the poll that was cut off.
		expect(repeated).toBeLessThanOrEqual(before);
		await trigger.deactivate();
	});

	test('another event, and back: nothing old', async () => {
		await trigger.save({ event: 'capReached' });
		await trigger.activate();
		addLeads({ count: 5 });
		await trigger.deactivate();
		await trigger.save({ event: 'newLead' });
		await trigger.activate();
		const fired = addLeads();
		await trigger.poll();
		const { repeated } = await trigger.account('another event and back, 5 leads meanwhile', fired);
		expect(repeated).toBe(0);
		await trigger.deactivate();
	});
});

test('Lead Changed', async () => {
	const leads = addLeads({ count: 250, status: 'ERROR', ago: HOUR });
	const trigger = await createTrigger('Lead changed', { event: 'leadChanged' });
	expect(await trigger.test()).toMatchObject([{ changed: ['status'], campaign_id: QUIET }]);
	await trigger.activate();
	await trigger.account('lead changed: activation', []);

	const changed = [leads[3], leads[120], leads[240]];
	stage.sandbox.changeLead(changed[0].id, { status: 'ACCEPTED', error_code: 0 });
	stage.sandbox.changeLead(changed[1].id, { returned: true, return_reason: 'Wrong number' });
	stage.sandbox.changeLead(changed[2].id, { buyers: [] });
	await trigger.poll();
	await trigger.poll();
	const { repeated } = await trigger.account('lead changed: 3 of 250, polled twice', changed);
	expect(repeated).toBe(0);

	await stage.server.stop();
	stage.sandbox.changeLead(leads[7].id, { returned: true });
	await stage.server.start();
	await trigger.account('lead changed: while n8n was down', [leads[7]]);
	await trigger.deactivate();
});

/**
 * The two events of campaigns have no ids: `<campaign>:<who>:<what>` stands for one.
 * @param {{ campaign_id?: number, buyer_id?: number, change?: string, type?: string }} record
 */
const campaignEvent = ({ campaign_id: campaign, buyer_id: buyer, change, type }) => ({
	id: campaign ? `${campaign}:${buyer}:${change ?? type}` : undefined,
});

describe('events of campaigns', () => {
	const BUYER = { campaign_id: 21624, buyer_id: 55080 };
	const setBuyer = (patch) => stage.sandbox.setBuyer(BUYER.campaign_id, BUYER.buyer_id, patch);

	async function campaignTrigger(name, event, scope) {
		const trigger = await createTrigger(name, { event, ...scope });
		const idOf = (record) => campaignEvent(record).id;
		trigger.ledger = createLedger(stage.api, trigger.workflow, 'Trigger', idOf);
		return trigger;
	}

	test('Buyer Paused or Resumed', async () => {
		const trigger = await campaignTrigger('Buyer', 'buyerPausedOrResumed', {
			campaignScope: 'all',
		});
		expect(await trigger.test()).toMatchObject([{ change: 'paused', paused: true }]);
		await trigger.activate();
		await trigger.account('buyer: activation', []);

		const fired = ['paused', 'resumed'].map((change) => campaignEvent({ ...BUYER, change }));
		stage.sandbox.clearRequests();
		for (const paused of [1, 0]) {
			setBuyer({ paused });
			await trigger.poll();
			await trigger.poll();
		}
		const note = `${requests()} requests in 4 polls`;
		const { repeated } = await trigger.account('buyer: paused and resumed', fired, note);
		expect(repeated).toBe(0);
		expect(requests()).toBe(4);
		await trigger.deactivate();
	});

	test('Cap Reached, and the same cap again after midnight in New York', async () => {
		const use = (used) =>
			setBuyer({ caps: { leads: [{ limit: 25, used, type: 'day' }], budget: [] } });
		const fired = [campaignEvent({ ...BUYER, type: 'day' })];
		await stepTo('2027-06-10T03:30:00Z'); // 23:30
		const trigger = await campaignTrigger('Cap', 'capReached', several([BUYER.campaign_id]));
		use('20');
		expect(await trigger.test()).toMatchObject([{ ...BUYER, type: 'day', percentage: 80 }]);
		await trigger.activate();
		await trigger.account('cap: activation', []);

		stage.sandbox.clearRequests();
		for (const used of ['24', '25', '26']) {
			use(used);
			await trigger.poll();
		}
		const note = `${requests()} requests in 3 polls`;
		const { repeated } = await trigger.account('cap: reached once', fired, note);
		expect(repeated).toBe(0);

		await step(HOUR);
		use('0');
		await trigger.poll();
		await trigger.account('cap: midnight', []);
		use('25');
		await trigger.poll();
		await trigger.poll();
		const again = await trigger.account('cap: reached again', fired);
		expect(again.repeated).toBe(0);
		await trigger.deactivate();
	});
});

test('no request was outside the contract', () => {
	expect(stage.sandbox.violations()).toEqual([]);
});

test('no key lies in what all this has left behind', () => expectNoKeys(stage));
