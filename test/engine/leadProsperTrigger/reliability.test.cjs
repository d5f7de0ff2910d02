const { HOUR, MINUTE, QUIET, ids, one, several, triggerTests } = require('./support.cjs');

const here = triggerTests();
const newLead = (more) => ({ event: 'newLead', ...one(QUIET), ...more });
const DAY = 24 * HOUR;

/** An answer that is not repeated by the node. */
const refused = (more) => ({ kind: 'status', status: 403, body: { message: 'No' }, ...more });

describe('a poll that fails', () => {
	test('in the middle of several campaigns, puts out and remembers nothing', async () => {
		const campaigns = [30101, QUIET, 30104, 30105, 30102, 30103];
		const trigger = await here.active({ event: 'newLead', ...several(...campaigns) });
		here.step(MINUTE);
		const added = campaigns.flatMap((campaignId) => here.addLeads({ campaignId }));
		const before = trigger.size();
		here.sandbox.fault(refused({ path: 'campaign=30105' }));
		await expect(trigger.poll()).rejects.toThrow('No');
		expect(trigger.size()).toBe(before);
		expect(new Set(ids(await trigger.poll()))).toEqual(new Set(ids(added)));
		expect(await trigger.poll()).toBeNull();
	});

	test('on the second page', async () => {
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		const added = here.addLeads({ count: 150, stepMs: 10 });
		here.sandbox.fault(refused({ path: 'search_after' }));
		await expect(trigger.poll()).rejects.toThrow('No');
		expect(ids(await trigger.poll())).toEqual(ids(added));
	});

	test('for five hours: then all comes', async () => {
		const trigger = await here.active(newLead());
		here.sandbox.fault(refused({ times: 300 }));
		const added = [];
		for (let i = 0; i < 300; i++) {
			here.step(MINUTE);
			added.push(...here.addLeads());
			await expect(trigger.poll()).rejects.toThrow('No');
		}
		expect(ids(await trigger.poll())).toEqual(ids(added));
	});

	test('at activation: n8n says so, and nothing was begun', async () => {
		here.sandbox.fault({ kind: 'status', status: 401, body: { message: 'Unauthenticated.' } });
		const trigger = here.trigger(newLead());
		await expect(trigger.activate()).rejects.toThrow('does not accept the API key');
		expect(trigger.memory()).toBeUndefined();
	});

	test('with a campaign that is not there', async () => {
		const trigger = here.trigger({ event: 'newLead', ...one(99) });
		await expect(trigger.activate()).rejects.toThrow('Campaign not found');
	});

	test.each(['leadChanged', 'buyerPausedOrResumed', 'capReached'])('%s', async (event) => {
		const trigger = await here.active(newLead({ event }));
		const before = trigger.size();
		here.sandbox.fault(refused());
		await expect(trigger.poll()).rejects.toThrow('No');
		expect(trigger.size()).toBe(before);
	});
});

describe('a service that has a bad day', () => {
	test.each([
		['429', { kind: 'status', status: 429, headers: { 'retry-after': '1' }, times: 2 }],
		['500', { kind: 'status', status: 500 }],
		['HTML', { kind: 'html' }],
		['a lost connection', { kind: 'reset' }],
		['half an answer', { kind: 'truncate' }],
		['no list', { kind: 'notAList' }],
	])('%s: the poll waits, and asks again', async (_, fault) => {
		const trigger = await here.active(newLead());
		const [lead] = here.addLeads();
		here.sandbox.fault(fault);
		expect(ids(await trigger.poll())).toEqual([lead.id]);
		expect(await trigger.poll()).toBeNull();
	});

	test('an empty list: what it left out comes with the next poll', async () => {
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		const [lead] = here.addLeads();
		here.sandbox.fault({ kind: 'emptyList' });
		expect(await trigger.poll()).toBeNull();
		here.step(MINUTE);
		expect(ids(await trigger.poll())).toEqual([lead.id]);
	});

	test('a list that does not get any further is an error, and the next poll brings all', async () => {
		const trigger = await here.active(newLead({ options: { overlapMinutes: 1 } }));
		here.step(10 * MINUTE);
		const added = here.addLeads({ count: 250, stepMs: 2000 });
		const leads = added.slice(-100).reverse();
		const body = { leads, search_after: leads.at(-1).lead_date_ms };
		here.sandbox.fault({ kind: 'status', status: 200, body, path: 'search_after', times: 3 });
		await expect(trigger.poll()).rejects.toThrow(/does not get any further/);
		here.step(10 * MINUTE);
		expect(ids(await trigger.poll())).toEqual(ids(added));
		expect(await trigger.poll()).toBeNull();
	});
});

test('a poll that waits for the rate limit outlasts the interval: no second one runs beside it', async () => {
	const trigger = await here.active(newLead());
	const [lead] = here.addLeads();
	here.sandbox.fault({ kind: 'delay', ms: 300 });
	const [first, second] = await Promise.all([trigger.poll(), trigger.poll()]);
	expect(ids(first)).toEqual([lead.id]);
	expect(second).toBeNull();
	expect(here.asked()).toHaveLength(1);
});

describe('a restart of n8n', () => {
	test('brings what came while it was down, and nothing again', async () => {
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		here.addLeads({ count: 3 });
		expect(await trigger.poll()).toHaveLength(3);
		here.step(3 * DAY);
		const added = [...here.addLeads({ ago: 2 * DAY }), ...here.addLeads()];
		expect(ids(await trigger.restart())).toEqual(ids(added));
		expect(await trigger.poll()).toBeNull();
	});

	test('hours after the last poll that put something out, which is when n8n saved', async () => {
		const trigger = await here.active(newLead({ filters: { status: ['accepted'] } }));
		here.step(MINUTE);
		const [sold] = here.addLeads({ status: 'ACCEPTED' });
		expect(ids(await trigger.poll())).toEqual([sold.id]);
		for (let i = 0; i < 5; i++) {
			here.step(HOUR);
			here.addLeads({ status: 'ERROR' });
			expect(await trigger.poll()).toBeNull();
		}
		here.step(MINUTE);
		const [lead] = here.addLeads({ status: 'ACCEPTED' });
		expect(ids(await trigger.restart())).toEqual([lead.id]);
	});

	test('killed before n8n has saved: the same leads come again', async () => {
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		const [lead] = here.addLeads();
		const { saved } = trigger;
		expect(ids(await trigger.poll())).toEqual([lead.id]);
		trigger.saved = saved;
		expect(ids(await trigger.restart())).toEqual([lead.id]);
	});

	test('no restart, but n8n could not save: the same leads come again', async () => {
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		const [lead] = here.addLeads();
		const { saved } = trigger;
		await trigger.poll();
		here.step(MINUTE);
		expect(await trigger.poll()).toBeNull();
		trigger.saved = saved;
		expect(ids(await trigger.activate())).toEqual([lead.id]);
	});

	test('another n8n has polled meanwhile: what it has saved counts', async () => {
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		const other = here.trigger(newLead());
		other.saved = trigger.saved;
		await other.activate();
		const [lead] = here.addLeads();
		here.step(MINUTE);
		expect(ids(await other.poll())).toEqual([lead.id]);
		trigger.saved = other.saved;
		expect(await trigger.activate()).toBeNull();
	});

	test('after longer than Catch Up Days, what is older is left out', async () => {
		const trigger = await here.active(newLead({ options: { catchUpDays: 2 } }));
		here.step(5 * DAY);
		here.addLeads({ ago: 3 * DAY });
		const [lead] = here.addLeads({ ago: DAY });
		expect(ids(await trigger.restart())).toEqual([lead.id]);
		expect(await trigger.poll()).toBeNull();
	});

	test('switched off and on again is no restart: nothing is forgotten, saved or not', async () => {
		const trigger = await here.active(newLead({ event: 'leadChanged' }));
		here.step(MINUTE);
		const [lead] = here.addLeads({ status: 'ERROR' });
		expect(await trigger.poll()).toBeNull();
		here.sandbox.changeLead(lead.id, { status: 'ACCEPTED' });
		expect(ids(await trigger.activate())).toEqual([lead.id]);
	});

	test('after the node was renamed: begins anew, for n8n has saved under the old name', async () => {
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		here.addLeads();
		await trigger.poll();
		here.step(MINUTE);
		here.addLeads();
		trigger.forget();
		here.step(MINUTE);
		expect(await trigger.rename('Other')).toBeNull();
		here.step(MINUTE);
		const [lead] = here.addLeads();
		expect(ids(await trigger.poll())).toEqual([lead.id]);
	});

	test.each([
		[{}],
		[{ memory: null }],
		[{ memory: 'x' }],
		[{ memory: { event: 'newLead' } }],
		[{ memory: { event: 'newLead', polledAt: 5, scope: 'all', leads: 7 } }],
	])('static data that are none of ours: %j', async (staticData) => {
		const trigger = here.trigger(newLead());
		trigger.saved = JSON.stringify({ 'node:Node': staticData });
		here.addLeads();
		await trigger.activate();
		here.step(MINUTE);
		const [lead] = here.addLeads();
		expect(ids(await trigger.poll())).toEqual([lead.id]);
	});
});

describe('a node that gets another name', () => {
	const renamedAfter = async (putsOut) => {
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		const known = putsOut ? here.addLeads({ ago: 1000 }) : [];
		expect(ids(await trigger.poll())).toEqual(ids(known));
		here.step(MINUTE);
		return trigger;
	};

	test.each([
		['put something out', true],
		['put nothing out', false],
	])('after a poll that %s: what came meanwhile comes, once', async (_, putsOut) => {
		const trigger = await renamedAfter(putsOut);
		const added = here.addLeads({ count: 2, ago: 10_000 });
		expect(ids(await trigger.rename('Other'))).toEqual(ids(added));
		expect(await trigger.poll()).toBeNull();
		here.step(MINUTE);
		const [lead] = here.addLeads();
		expect(ids(await trigger.poll())).toEqual([lead.id]);
		expect(await trigger.restart()).toBeNull();
	});

	test('and its old one again: what it has put out in between does not come again', async () => {
		const trigger = await renamedAfter(true);
		const [first] = here.addLeads();
		expect(ids(await trigger.rename('Other'))).toEqual([first.id]);
		here.step(MINUTE);
		const [second] = here.addLeads();
		expect(ids(await trigger.poll())).toEqual([second.id]);
		here.step(MINUTE);
		const [third] = here.addLeads();
		expect(ids(await trigger.rename('Node'))).toEqual([third.id]);
		expect(await trigger.poll()).toBeNull();
	});

	test('with a test in the editor before and after', async () => {
		const trigger = await renamedAfter(true);
		const [lead] = here.addLeads();
		await trigger.test();
		expect(ids(await trigger.rename('Other'))).toEqual([lead.id]);
		await trigger.test();
		expect(await trigger.poll()).toBeNull();
	});

	test('and another event brings nothing old', async () => {
		const trigger = await renamedAfter(true);
		here.addLeads({ returned: true, ago: 1000 });
		expect(await trigger.rename('Other', { event: 'leadChanged' })).toBeNull();
		expect(await trigger.poll()).toBeNull();
	});
});
