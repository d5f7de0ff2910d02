const { Logger } = require('@n8n/backend-common');
const { Container } = require('@n8n/di');
const { HOUR, MINUTE, QUIET, ids, one, several, triggerTests } = require('./support.cjs');

const here = triggerTests();
const newLead = (more) => ({ event: 'newLead', ...one(QUIET), ...more });
const LEADS = '/public/leads';

test('what is there at activation is old, what comes then is new, once', async () => {
	here.addLeads({ count: 3, ago: MINUTE });
	const trigger = await here.active(newLead());
	expect(await trigger.poll()).toBeNull();

	here.step(MINUTE);
	const [lead] = here.addLeads();
	expect(await trigger.poll()).toEqual([lead]);
	expect(await trigger.poll()).toBeNull();
	expect(await trigger.poll()).toBeNull();
});

test.each([
	[{ output: undefined }, ['id', 'time', 'campaign_id', 'campaign', 'status']],
	[{ output: 'selected', fields: ['id', 'cost'] }, ['id', 'cost']],
	[{ output: 'buyerRows', personalData: 'leftOut' }, ['id', 'time', 'campaign_id', 'campaign']],
])('%j comes the same from a poll and from a test in the editor', async (output, columns) => {
	const trigger = await here.active(newLead(output));
	here.step(MINUTE);
	const [lead] = here.addLeads({ lead_data: { email: 'ada@example.org' } });
	const shown = await trigger.test();
	expect(await trigger.poll()).toEqual(shown);
	expect(shown[0].id).toBe(lead.id);
	expect(Object.keys(shown[0]).slice(0, columns.length)).toEqual(columns);
	expect(shown[0].email).toBe(output.output ? undefined : 'ada@example.org');
	expect(await trigger.poll()).toBeNull();
});

describe('a lead that comes while a poll reads', () => {
	/** The lead that came while this was under way, and what it gave. */
	async function during(work, lead = {}) {
		const working = work();
		await new Promise((resolve) => setTimeout(resolve, 300));
		const [added] = here.addLeads(lead);
		return { added, found: await working };
	}
	const slowly = (campaign) =>
		here.sandbox.fault({ kind: 'delay', ms: 600, path: `campaign=${campaign}` });

	test('at activation: comes, and nothing that is older', async () => {
		here.addLeads({ count: 3, ago: 1000 });
		slowly(QUIET);
		const trigger = here.trigger(newLead());
		const { added, found } = await during(trigger.activate);
		expect(ids(found)).toEqual([added.id]);
		expect(await trigger.poll()).toBeNull();
	});

	test('at activation, while it waits for the rate limit', async () => {
		here.sandbox.fault({
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '1' },
			path: 'campaign=30104',
		});
		const trigger = here.trigger({ event: 'newLead', ...several(QUIET, 30104) });
		const { added, found } = await during(trigger.activate, { campaignId: 30104 });
		const all = [...ids(found), ...ids(await trigger.poll())];
		expect(all).toEqual([added.id]);
		expect(await trigger.poll()).toBeNull();
	});

	test('in a campaign that was just chosen', async () => {
		here.addLeads({ campaignId: 30104, ago: 1000 });
		const trigger = await here.active(newLead());
		slowly(30104);
		const { added, found } = await during(() => trigger.activate(several(QUIET, 30104)), {
			campaignId: 30104,
		});
		expect(ids(found)).toEqual([added.id]);
		expect(await trigger.poll()).toBeNull();
	});

	test('one without a time is old at activation, and new after it', async () => {
		const timeless = (...ids) => ({
			kind: 'status',
			status: 200,
			body: { leads: ids.map((id) => ({ id, status: 'ACCEPTED' })), search_after: null },
			path: 'campaign=',
		});
		here.sandbox.fault(timeless('a'));
		here.sandbox.fault(timeless('b', 'a'));
		const trigger = here.trigger(newLead());
		expect(await trigger.activate()).toBeNull();
		here.step(MINUTE);
		expect(ids(await trigger.poll())).toEqual(['b']);
	});
});

test('oldest first, over several campaigns', async () => {
	const trigger = await here.active({ event: 'newLead', ...several(QUIET, 30104) });
	here.step(10 * MINUTE);
	const [second] = here.addLeads({ ago: 2 * MINUTE });
	const [first, third] = [3, 1].map(
		(ago) => here.addLeads({ campaignId: 30104, ago: ago * MINUTE })[0],
	);
	expect(ids(await trigger.poll())).toEqual(ids([first, second, third]));
});

describe('requests', () => {
	test('a poll with nothing new over N campaigns costs N', async () => {
		const campaigns = [QUIET, 30101, 30102, 30104, 30105];
		const trigger = await here.active({ event: 'newLead', ...several(...campaigns) });
		here.step(MINUTE);
		expect(await trigger.poll()).toBeNull();
		expect(here.asked()).toEqual(campaigns.map(() => LEADS));
	});

	test('a day with more than a page is read only as far back as the window goes', async () => {
		here.addLeads({ count: 250, ago: 2 * HOUR });
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		await trigger.poll();
		expect(here.asked()).toHaveLength(1);
	});

	test('each hundred leads in the window cost one more', async () => {
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		here.addLeads({ count: 250, stepMs: 100 });
		expect(await trigger.poll()).toHaveLength(250);
		expect(here.asked()).toHaveLength(3);
	});

	test('All Campaigns lists them every 15 minutes', async () => {
		const count = here.sandbox.data.campaigns().length;
		const trigger = here.trigger({ event: 'newLead', campaignScope: 'all' });
		await trigger.activate();
		expect(here.asked()).toHaveLength(count + 1);

		here.step(MINUTE);
		await trigger.poll();
		expect(here.asked()).toEqual(Array(count).fill(LEADS));

		here.step(15 * MINUTE);
		await trigger.poll();
		expect(here.asked()).toHaveLength(count + 1);
	});

	test('one status is left to the service, several are not', async () => {
		const statusesOf = async (...status) => {
			const trigger = await here.active(newLead({ filters: { status } }));
			await trigger.poll();
			const [{ query }] = here.sandbox.requests();
			return query.status;
		};
		expect(await statusesOf('accepted')).toBe('accepted');
		expect(await statusesOf('accepted', 'error')).toBeUndefined();
	});
});

describe('late leads', () => {
	test('one that shows up 59 minutes after its time comes with the next poll', async () => {
		const trigger = await here.active(newLead());
		for (let i = 0; i < 5; i++) {
			here.step(MINUTE);
			here.addLeads();
			expect(await trigger.poll()).toHaveLength(1);
		}
		const [late] = here.addLeads({ ago: 59 * MINUTE });
		expect(await trigger.poll()).toEqual([late]);
		expect(await trigger.poll()).toBeNull();
	});

	test('one on the third page', async () => {
		const trigger = await here.active(newLead());
		here.step(30 * MINUTE);
		here.addLeads({ count: 250 });
		await trigger.poll();
		const [late] = here.addLeads({ ago: 4 * MINUTE });
		expect(ids(await trigger.poll())).toEqual([late.id]);
	});

	test('the overlap is the user’s', async () => {
		const trigger = await here.active(newLead({ options: { overlapMinutes: 10 } }));
		here.step(30 * MINUTE);
		await trigger.poll();
		const [late] = here.addLeads({ ago: 9 * MINUTE });
		here.addLeads({ ago: 11 * MINUTE });
		expect(ids(await trigger.poll())).toEqual([late.id]);
	});

	test('none comes twice while it moves through the window, poll by poll', async () => {
		const trigger = await here.active(newLead());
		const added = [];
		const seen = [];
		for (let i = 0; i < 100; i++) {
			here.step(3 * MINUTE);
			added.push(...here.addLeads(), ...here.addLeads({ ago: (i % 50) * MINUTE }));
			seen.push(...ids(await trigger.poll()));
		}
		expect(seen).toHaveLength(200);
		expect(new Set(seen)).toEqual(new Set(ids(added)));
	});
});

describe('midnight and time zones', () => {
	test('New York: the window touches two dates, and none is lost or comes twice', async () => {
		here.stepTo('2026-03-13T03:50:00Z'); // 23:50 in New York
		const trigger = await here.active(newLead());
		const added = [];
		const seen = [];
		for (let i = 0; i < 80; i++) {
			here.step(MINUTE);
			added.push(...here.addLeads());
			seen.push(...ids(await trigger.poll()));
		}
		expect(seen).toEqual(ids(added));
		const dates = here.sandbox.requests().map(({ query }) => [query.start_date, query.end_date]);
		expect(dates[0]).toEqual(['2026-03-12', '2026-03-12']);
		expect(dates[30]).toEqual(['2026-03-12', '2026-03-13']);
		expect(dates[79]).toEqual(['2026-03-13', '2026-03-13']);
		expect(here.sandbox.requests()).toHaveLength(80);
	});

	test('a lead from before midnight that shows up after it', async () => {
		here.stepTo('2026-03-13T04:20:00Z'); // 0:20 in New York
		const trigger = await here.active(newLead());
		const [late] = here.addLeads({ ago: 30 * MINUTE });
		expect(ids(await trigger.poll())).toEqual([late.id]);
	});

	test.each(['Asia/Kolkata', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'])(
		'%s',
		async (timezone) => {
			const trigger = await here.active(newLead({ options: { timezone } }));
			const added = [];
			const seen = [];
			for (let i = 0; i < 50; i++) {
				here.step(31 * MINUTE);
				added.push(...here.addLeads({ ago: 20 * MINUTE }));
				seen.push(...ids(await trigger.poll()));
			}
			expect(seen).toEqual(ids(added));
			expect(here.sandbox.requests()[0].query.timezone).toBe(timezone);
		},
	);

	test.each([
		['forward', '2026-03-08T06:30:00Z'],
		['back', '2026-11-01T05:00:00Z'],
	])('the night in which the clocks go %s', async (_, start) => {
		here.stepTo(start);
		const trigger = await here.active(newLead());
		const added = [];
		const seen = [];
		for (let i = 0; i < 30; i++) {
			here.step(10 * MINUTE);
			added.push(...here.addLeads(), ...here.addLeads({ ago: 55 * MINUTE }));
			seen.push(...ids(await trigger.poll()));
		}
		expect(seen).toHaveLength(60);
		expect(new Set(seen)).toEqual(new Set(ids(added)));
	});

	/** Lead Prosper's clock, which is right, goes on while n8n's is wrong by `wrongMs`. */
	const pollEachMinute = async (trigger, minutes, wrongMs, added, seen) => {
		for (let i = 0; i < minutes; i++) {
			here.step(MINUTE);
			added.push(...here.addLeads({ ago: wrongMs }));
			seen.push(...ids(await trigger.poll()));
		}
	};

	test.each([
		['by less than the overlap', 60],
		['by more than the overlap', 5],
	])(
		'a clock that is set back ten minutes, %s: each lead comes once',
		async (_, overlapMinutes) => {
			const trigger = await here.active(newLead({ options: { overlapMinutes } }));
			/** @type {[object[], string[]]} */
			const [added, seen] = [[], []];
			await pollEachMinute(trigger, 90, 0, added, seen);
			here.step(-10 * MINUTE);
			await pollEachMinute(trigger, 30, -10 * MINUTE, added, seen);
			here.step(10 * MINUTE);
			await pollEachMinute(trigger, 90, 0, added, seen);
			expect(seen).toEqual(ids(added));
		},
	);

	test.each([10 * MINUTE, 2 * HOUR])(
		'a clock that was %i ms ahead and is put right: none comes twice, the next one comes',
		async (ahead) => {
			const trigger = await here.active(newLead());
			/** @type {[object[], string[]]} */
			const [added, seen] = [[], []];
			await pollEachMinute(trigger, 90, 0, added, seen);
			here.step(ahead);
			for (let i = 0; i < 5; i++) seen.push(...ids(await trigger.poll()));
			here.step(-ahead);
			await pollEachMinute(trigger, 30, 0, added, seen);
			expect(seen).toEqual(ids(added));
		},
	);

	test('a clock that was ahead at activation and is put right: the next lead comes', async () => {
		here.step(2 * HOUR);
		const trigger = await here.active(newLead());
		here.step(-2 * HOUR + MINUTE);
		const [lead] = here.addLeads();
		expect(ids(await trigger.poll())).toContain(lead.id);
	});

	test('a time zone that is none is refused before any request', async () => {
		const trigger = here.trigger(newLead({ options: { timezone: 'EST' } }));
		await expect(trigger.activate()).rejects.toThrow('“EST” is not a time zone');
		expect(here.asked()).toEqual([]);
	});
});

describe('leads that share a millisecond', () => {
	test('two of them', async () => {
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		const leads = here.addLeads({ count: 2, stepMs: 0 });
		expect(await trigger.poll()).toHaveLength(2);
		const [third] = here.addLeads({ at: Number(leads[0].lead_date_ms) });
		expect(ids(await trigger.poll())).toEqual([third.id]);
		expect(await trigger.poll()).toBeNull();
	});

	test('at the edges of pages', async () => {
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		const added = [];
		for (let i = 0; i < 70; i++)
			added.push(...here.addLeads({ count: 5, stepMs: 0, ago: i * 100 }));
		const seen = ids(await trigger.poll());
		expect(seen).toHaveLength(350);
		expect(new Set(seen)).toEqual(new Set(ids(added)));
		expect(await trigger.poll()).toBeNull();
	});

	test('a service that repeats the edge of a page', async () => {
		const trigger = await here.active({ event: 'newLead', ...one(30107) });
		here.step(MINUTE);
		const added = here.addLeads({ campaignId: 30107, count: 250, stepMs: 10 });
		expect(ids(await trigger.poll())).toEqual(ids(added));
		expect(await trigger.poll()).toBeNull();
	});
});

describe('filters', () => {
	const filtered = async (filters, ...leads) => {
		const trigger = await here.active(newLead({ filters }));
		here.step(MINUTE);
		for (const lead of leads) here.addLeads(lead);
		return trigger;
	};
	const KINDS = [
		{ status: 'ACCEPTED' },
		{ status: 'ERROR' },
		{ status: 'DUPLICATED' },
		{ status: 'ACCEPTED', test: true },
	];

	test.each([
		[{}, 4],
		[{ status: [] }, 4],
		[{ status: ['accepted'] }, 2],
		[{ status: ['error', 'duplicated'] }, 2],
		[{ status: 'error, duplicated' }, 2],
		[{ testLeads: 'exclude' }, 3],
		[{ testLeads: 'include' }, 4],
		[{ testLeads: 'only' }, 1],
		[{ status: ['accepted'], testLeads: 'exclude' }, 1],
	])('%j', async (filters, count) => {
		const trigger = await filtered(filters, ...KINDS);
		expect(await trigger.poll()).toHaveLength(count);
		expect(await trigger.poll()).toBeNull();
	});

	test('a lead comes when its status becomes one that is wanted', async () => {
		const trigger = await filtered({ status: ['accepted'] });
		const [lead] = here.addLeads({ status: 'ERROR' });
		expect(await trigger.poll()).toBeNull();
		here.sandbox.changeLead(lead.id, { status: 'ACCEPTED' });
		expect(ids(await trigger.poll())).toEqual([lead.id]);
		expect(await trigger.poll()).toBeNull();
	});
});

describe('other settings', () => {
	test('another campaign brings nothing old, and loses nothing of the first', async () => {
		here.addLeads({ campaignId: 30104, count: 5, ago: MINUTE });
		const trigger = await here.active(newLead());
		here.step(MINUTE);
		const [between] = here.addLeads();
		expect(ids(await trigger.activate(several(QUIET, 30104)))).toEqual([between.id]);
		const [lead] = here.addLeads({ campaignId: 30104 });
		expect(ids(await trigger.poll())).toEqual([lead.id]);
	});

	test('from one to all campaigns', async () => {
		const trigger = await here.active(newLead());
		expect(await trigger.activate({ campaignScope: 'all' })).toBeNull();
		const [lead] = here.addLeads({ campaignId: 30101 });
		expect(ids(await trigger.poll())).toEqual([lead.id]);
	});

	test('another filter brings nothing old, and what came since the last poll', async () => {
		const trigger = await here.active(newLead({ filters: { status: ['accepted'] } }));
		here.step(MINUTE);
		here.addLeads({ count: 5, status: 'ERROR', ago: 1000 });
		await trigger.poll();
		here.step(MINUTE);
		const [lead] = here.addLeads({ status: 'ERROR' });
		expect(ids(await trigger.activate({ filters: { status: ['error'] } }))).toEqual([lead.id]);
	});

	test('a longer overlap brings nothing old', async () => {
		here.addLeads({ count: 10, ago: 3 * HOUR });
		const trigger = await here.active(newLead());
		expect(await trigger.activate({ options: { overlapMinutes: 600 } })).toBeNull();
		const [late] = here.addLeads({ ago: 5 * HOUR });
		expect(ids(await trigger.poll())).toEqual([late.id]);
	});

	test('another event, and back again after a day', async () => {
		const trigger = await here.active(newLead());
		expect(await trigger.activate({ event: 'capReached' })).toBeNull();
		here.step(24 * HOUR);
		here.addLeads({ count: 5, ago: HOUR });
		expect(await trigger.activate({ event: 'newLead' })).toBeNull();
	});

	test.each([
		['overlapMinutes', 'Overlap Minutes'],
		['catchUpDays', 'Catch Up Days'],
	])('%s that is no number', async (name, label) => {
		const trigger = here.trigger(newLead({ options: { [name]: 'x' } }));
		await expect(trigger.activate()).rejects.toThrow(label);
		expect(here.asked()).toEqual([]);
	});
});

describe('campaigns come and go', () => {
	const all = { event: 'newLead', campaignScope: 'all' };
	const list = () => here.sandbox.data.campaigns();

	/** The account without a campaign: for as many lists as come. */
	const hide = (id, times = 1) =>
		here.sandbox.fault({
			kind: 'status',
			status: 200,
			path: '^/public/campaigns$',
			times,
			body: list().filter((campaign) => campaign.id !== id),
		});

	test('the leads of a new one come with the next list, all of them', async () => {
		hide(QUIET);
		const trigger = await here.active(all);
		here.step(MINUTE);
		const added = here.addLeads({ count: 3 });
		expect(await trigger.poll()).toBeNull();
		here.step(15 * MINUTE);
		expect(ids(await trigger.poll())).toEqual(ids(added));
	});

	test('a clock that is set back: the list is read again, not kept until the clock gets there', async () => {
		const trigger = await here.active(all);
		here.step(-24 * HOUR);
		await trigger.poll();
		expect(here.asked()).toContain('/public/campaigns');
	});

	test('one that is gone: the list is read again at once', async () => {
		const trigger = await here.active(all);
		here.step(MINUTE);
		const [lead] = here.addLeads();
		here.sandbox.fault({
			kind: 'status',
			status: 404,
			path: 'campaign=30105',
			body: { message: 'x' },
		});
		hide(30105);
		expect(ids(await trigger.poll())).toEqual([lead.id]);
		expect(await trigger.poll()).toBeNull();
	});

	const REFUSAL = { status: 'error', message: 'Campaign is deprecated', details: null };
	const refuse = (status, more) =>
		here.sandbox.fault({ kind: 'status', status, path: 'campaign=30105', body: REFUSAL, ...more });

	test.each([200, 400, 403, 410, 422])(
		'one that is gone, and refused with HTTP %i',
		async (status) => {
			const trigger = await here.active(all);
			here.step(MINUTE);
			const [lead] = here.addLeads();
			refuse(status, { times: 2 });
			hide(30105);
			expect(ids(await trigger.poll())).toEqual([lead.id]);
			expect(await trigger.poll()).toBeNull();
		},
	);

	test.each([200, 404])(
		'one that is refused with HTTP %i, but listed: an error',
		async (status) => {
			const trigger = await here.active(all);
			here.step(MINUTE);
			const [lead] = here.addLeads();
			const before = trigger.size();
			refuse(status);
			await expect(trigger.poll()).rejects.toThrow('Campaign is deprecated');
			expect(here.asked().filter((path) => path === '/public/campaigns')).toHaveLength(1);
			expect(trigger.size()).toBe(before);
			expect(ids(await trigger.poll())).toEqual([lead.id]);
		},
	);

	/** @type {[what: string, fault: object][]} */
	const failures = [
		['401', { status: 401 }],
		['429', { status: 429, headers: { 'retry-after': '600' } }],
		['500', { status: 500, times: 3 }],
		['a lost connection', { kind: 'reset', times: 3 }],
	];
	test.each(failures)(
		'%s does not say that a campaign is gone: the list is not asked for',
		async (_, fault) => {
			const trigger = await here.active(all);
			here.step(MINUTE);
			const [lead] = here.addLeads();
			refuse(fault.status, fault);
			await expect(trigger.poll()).rejects.toThrow();
			expect(here.asked()).not.toContain('/public/campaigns');
			expect(ids(await trigger.poll())).toEqual([lead.id]);
		},
	);

	test('one that was chosen by hand and is gone is an error', async () => {
		const trigger = await here.active(newLead());
		here.sandbox.fault({ kind: 'status', status: 404, path: 'campaign=', body: { message: 'x' } });
		await expect(trigger.poll()).rejects.toThrow('x');
	});

	test('one of several that was chosen by hand and is gone does not stop the others', async () => {
		const OTHER = 24240;
		const warn = jest.spyOn(Container.get(Logger), 'warn').mockImplementation(() => {});
		const trigger = await here.active({ event: 'newLead', ...several(QUIET, OTHER) });
		const gone = (times) =>
			here.sandbox.fault({
				kind: 'status',
				status: 404,
				path: `campaign=${QUIET}`,
				body: { message: 'x' },
				times,
			});
		gone(4);
		const given = [];
		for (let i = 0; i < 4; i++) {
			here.step(HOUR);
			const [lead] = here.addLeads({ campaignId: OTHER });
			here.addLeads();
			given.push(lead.id);
			expect(ids(await trigger.poll())).toEqual([lead.id]);
		}
		expect(warn).toHaveBeenCalledTimes(1);
		expect(warn).toHaveBeenCalledWith(expect.stringContaining(`does not find campaign ${QUIET}`));
		warn.mockRestore();
		here.step(MINUTE);
		const found = ids(await trigger.poll());
		expect(found).toHaveLength(4);
		expect(await trigger.poll()).toBeNull();
	});

	test('an empty list is not believed', async () => {
		const trigger = await here.active(all);
		here.step(20 * MINUTE);
		const [lead] = here.addLeads();
		here.sandbox.fault({ kind: 'emptyList', path: '^/public/campaigns$' });
		await expect(trigger.poll()).rejects.toThrow('lists no campaigns any more');
		expect(ids(await trigger.poll())).toEqual([lead.id]);
	});
});

describe('a test in the editor', () => {
	test('shows the newest lead, and touches no memory', async () => {
		const [lead] = here.addLeads({ ago: 5 * HOUR });
		const trigger = await here.active(newLead());
		expect(await trigger.test()).toEqual([lead]);
		expect(here.asked()).toHaveLength(1);
		here.step(MINUTE);
		const [next] = here.addLeads();
		expect(ids(await trigger.test())).toEqual([next.id]);
		expect(ids(await trigger.poll())).toEqual([next.id]);
	});

	test('of all campaigns the first that has a lead that fits', async () => {
		const trigger = here.trigger({
			event: 'newLead',
			campaignScope: 'all',
			filters: { status: ['duplicated'], testLeads: 'exclude' },
		});
		const [lead] = await trigger.test();
		expect(lead).toMatchObject({ status: 'DUPLICATED', test: false });
		expect(trigger.saved).toBe('{}');
	});

	test('says why there is none', async () => {
		const trigger = here.trigger(newLead());
		const error = await trigger.test().catch((thrown) => thrown);
		expect(error.message).toBe('There is nothing to show as a sample');
		expect(error.description).toContain('No lead of the last 30 days');
	});
});

describe('Begin From', () => {
	const DAYS = 24 * HOUR;

	test('the first poll brings what came since, once', async () => {
		const [old] = here.addLeads({ ago: 3 * DAYS });
		const [since] = here.addLeads({ ago: 2 * DAYS });
		const beginFrom = new Date(Date.now() - 2.5 * DAYS).toISOString();
		const trigger = here.trigger({ ...newLead(), options: { beginFrom } });
		expect(ids(await trigger.activate())).toEqual([since.id]);
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.restart()).toBeNull();
		here.step(MINUTE);
		const [next] = here.addLeads();
		const more = ids(await trigger.poll());
		expect(more).toEqual([next.id]);
		expect(more).not.toContain(old.id);
	});

	test('comes no second time with another event and back', async () => {
		here.addLeads({ ago: 2 * DAYS });
		const beginFrom = new Date(Date.now() - 3 * DAYS).toISOString();
		const trigger = here.trigger({ ...newLead(), options: { beginFrom } });
		expect(await trigger.activate()).toHaveLength(1);
		expect(await trigger.activate({ event: 'capReached' })).toBeNull();
		expect(await trigger.activate({ event: 'newLead' })).toBeNull();
	});

	test.each(['2020-01-01', '2999-01-01', 'soon'])('%s is an error', async (beginFrom) => {
		const trigger = here.trigger({ ...newLead(), options: { beginFrom } });
		await expect(trigger.activate()).rejects.toThrow(/Begin From/);
		expect(here.asked()).toEqual([]);
	});
});

test('published again while a poll waits: nothing comes twice', async () => {
	const trigger = await here.active(newLead());
	here.step(MINUTE);
	const [lead] = here.addLeads();
	here.sandbox.fault({ kind: 'delay', ms: 300, path: 'campaign=' });
	const waiting = trigger.poll();
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(await trigger.activate()).toBeNull();
	expect(ids(await waiting)).toEqual([lead.id]);
	here.step(MINUTE);
	expect(await trigger.poll()).toBeNull();
});
