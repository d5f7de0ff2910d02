const { HOUR, MINUTE, one, triggerTests } = require('./support.cjs');

const here = triggerTests();
const CAMPAIGN = 21624;
const BUYER = 55080;
const SUPPLIER = 55077;
const capReached = (more) => ({ event: 'capReached', ...one(CAMPAIGN), ...more });

const cap = (used, more) => ({ limit: 50, used: String(used), type: 'day', ...more });
/** All caps of the buyer. */
const setCaps = (leads, budget = []) =>
	here.sandbox.setBuyer(CAMPAIGN, BUYER, { caps: { leads, budget } });
const use = (used, more) => setCaps([cap(used, more)]);

async function watching(parameters, before = 0) {
	use(before);
	return await here.active(capReached(parameters));
}

test('a poll costs one request, over all campaigns', async () => {
	const trigger = await here.active(capReached({ campaignScope: 'all' }));
	expect(await trigger.poll()).toBeNull();
	expect(here.asked()).toEqual(['/public/campaigns']);
});

test('a flat record, once', async () => {
	const trigger = await watching();
	use(49);
	expect(await trigger.poll()).toBeNull();
	use(50);
	expect(await trigger.poll()).toEqual([
		{
			campaign_id: CAMPAIGN,
			campaign_name: 'MVA',
			buyer_id: BUYER,
			buyer_name: 'ConversionCatalyst',
			client_id: 6898,
			cap: 'leads',
			type: 'day',
			period: '2026-03-12',
			limit: 50,
			used: 50,
			percentage: 100,
		},
	]);
	use(53);
	expect(await trigger.poll()).toBeNull();
});

test('one that is reached at activation is old', async () => {
	const trigger = await watching({}, 50);
	expect(await trigger.poll()).toBeNull();
});

test('the percentage is the user’s; another one brings nothing old', async () => {
	const trigger = await watching({ percentage: 80 });
	use(39);
	expect(await trigger.poll()).toBeNull();
	use(41);
	expect(await trigger.poll()).toMatchObject([{ used: 41, percentage: 82 }]);
	expect(await trigger.activate({ percentage: 50 })).toBeNull();
	expect(await trigger.poll()).toBeNull();
});

test('a percentage that is none', async () => {
	const trigger = here.trigger(capReached({ percentage: 0 }));
	await expect(trigger.activate()).rejects.toThrow('Percentage must be a number of at least 1');
});

describe('once a period', () => {
	const reachIn = async (type, ...times) => {
		const trigger = await watching();
		const periods = [];
		for (const time of times) {
			here.stepTo(time);
			use(50, { type });
			const records = (await trigger.poll()) ?? [];
			periods.push(records.map(({ period }) => period).join());
		}
		return periods;
	};

	test('a day in New York', async () => {
		const periods = await reachIn(
			'day',
			'2026-03-12T16:00:00Z',
			'2026-03-13T03:59:00Z',
			'2026-03-13T04:01:00Z',
			'2026-03-13T04:59:00Z',
			'2026-03-13T05:01:00Z',
			'2026-03-13T20:00:00Z',
		);
		expect(periods).toEqual(['2026-03-12', '', '', '', '2026-03-13', '']);
	});

	test('a week', async () => {
		const periods = await reachIn(
			'week',
			'2026-03-12T16:00:00Z',
			'2026-03-15T16:00:00Z',
			'2026-03-16T16:00:00Z',
		);
		expect(periods).toEqual(['2026-W11', '', '2026-W12']);
	});

	test('a month', async () => {
		const periods = await reachIn(
			'month',
			'2026-03-12T16:00:00Z',
			'2026-04-01T03:00:00Z',
			'2026-04-01T05:00:00Z',
		);
		expect(periods).toEqual(['2026-03', '', '2026-04']);
	});

	test('in total, and of a type that is not known', async () => {
		const times = ['2026-03-12T16:00:00Z', '2027-06-12T16:00:00Z'];
		expect(await reachIn('total', ...times)).toEqual(['total', '']);
		expect(await reachIn('fortnight', ...times)).toEqual(['fortnight', '']);
	});

	test('in the time zone that was chosen', async () => {
		const trigger = await watching({ options: { timezone: 'Asia/Tokyo' } });
		use(50);
		expect(await trigger.poll()).toMatchObject([{ period: '2026-03-13' }]);
	});

	/** How many records each of these numbers of used leads brings, one poll after the other. */
	const countsOf = async (trigger, ...numbers) => {
		const counts = [];
		for (const [used, more] of numbers.map((one) => [one].flat())) {
			here.step(MINUTE);
			use(used, more);
			counts.push((await trigger.poll())?.length ?? 0);
		}
		return counts;
	};

	test('again after it was reset: less than half of what was reached is used', async () => {
		const trigger = await watching();
		expect(await countsOf(trigger, 50, 24, 50, 0, 49, 50)).toEqual([1, 0, 1, 0, 0, 1]);
	});

	test('not again when some leads are returned', async () => {
		const trigger = await watching();
		expect(await countsOf(trigger, 50, 49, 50, 49, 50, 25, 50)).toEqual([1, 0, 0, 0, 0, 0, 0]);
	});

	test('not again when a lead is returned, with a percentage', async () => {
		const trigger = await watching({ percentage: 80 });
		expect(await countsOf(trigger, 40, 39, 40, 20, 40, 19, 40)).toEqual([1, 0, 0, 0, 0, 0, 1]);
	});

	test('again when the limit was raised, and reached again', async () => {
		const trigger = await watching();
		const [raised, more] = [{ limit: 60 }, { limit: 55 }];
		expect(
			await countsOf(trigger, 50, [50, raised], [59, raised], [60, raised], [59, raised]),
		).toEqual([1, 0, 0, 1, 0]);
		expect(await countsOf(trigger, [60, raised], [60, more], [60, raised])).toEqual([0, 0, 0]);
	});

	test('when the limit was lowered to what is used', async () => {
		const trigger = await watching();
		expect(await countsOf(trigger, 40, [40, { limit: 40 }], [40, { limit: 30 }])).toEqual([
			0, 1, 0,
		]);
	});

	test('another percentage: what was reached by the last one does not count', async () => {
		const trigger = await watching({ percentage: 80 });
		expect(await countsOf(trigger, 45)).toEqual([1]);
		expect(await trigger.activate({ percentage: 100 })).toBeNull();
		expect(await countsOf(trigger, 49, 50)).toEqual([0, 1]);
	});

	test('a restart between two of the same period', async () => {
		const trigger = await watching();
		expect(await countsOf(trigger, 50)).toEqual([1]);
		use(49);
		expect(await trigger.restart()).toBeNull();
		expect(await countsOf(trigger, 50)).toEqual([0]);
	});
});

describe('the first hour of a day', () => {
	const NEXT_DAY = '2026-03-13';
	/** Polls at these times in New York, with so many leads used: the periods that came. */
	async function after(used, polls, lastPoll = '23:59') {
		const trigger = await watching();
		here.stepTo('2026-03-12T20:00:00-04:00');
		use(used);
		await trigger.poll();
		here.stepTo(`2026-03-12T${lastPoll}:00-04:00`);
		await trigger.poll();
		const periods = [];
		for (const [time, now] of polls) {
			here.stepTo(`${NEXT_DAY}T${time}:00-04:00`);
			use(now);
			periods.push(((await trigger.poll()) ?? []).map(({ period }) => period).join());
		}
		return periods;
	}

	test('a cap that Lead Prosper resets late is not the new day’s', async () => {
		const periods = await after(50, [
			['00:00', 50],
			['00:01', 50],
			['00:05', 51],
			['00:06', 0],
			['00:30', 49],
			['00:40', 50],
			['00:41', 50],
			['12:00', 50],
		]);
		expect(periods).toEqual(['', '', '', '', '', NEXT_DAY, '', '']);
	});

	test('one that is full again before a poll saw it empty comes after that hour, once', async () => {
		const periods = await after(50, [
			['00:01', 50],
			['00:59', 50],
			['01:00', 50],
			['01:01', 50],
			['02:00', 50],
		]);
		expect(periods).toEqual(['', '', NEXT_DAY, '', '']);
	});

	test('one that was not full the day before comes at once', async () => {
		expect(await after(49, [['00:01', 50]])).toEqual([NEXT_DAY]);
	});

	test('and comes at once where the last poll was half a day ago or more', async () => {
		expect(await after(50, [['12:30', 50]])).toEqual([NEXT_DAY]);
		const trigger = await watching();
		const daily = [];
		for (const date of ['2026-03-13', '2026-03-14', '2026-03-15']) {
			here.stepTo(`${date}T00:30:00-04:00`);
			use(50);
			daily.push((await trigger.poll())?.length);
		}
		expect(daily).toEqual([1, 1, 1]);
	});

	test('a clock that is set back over midnight brings none again', async () => {
		const trigger = await watching();
		here.stepTo('2026-03-13T00:05:00-04:00');
		use(50);
		expect(await trigger.poll()).toHaveLength(1);
		here.step(-10 * MINUTE);
		expect(await trigger.poll()).toBeNull();
		here.step(10 * MINUTE);
		expect(await trigger.poll()).toBeNull();
	});

	test('an empty list then: not again', async () => {
		const trigger = await watching();
		use(50);
		here.stepTo('2026-03-12T23:59:00-04:00');
		expect(await trigger.poll()).toHaveLength(1);
		here.step(2 * MINUTE);
		setCaps([]);
		expect(await trigger.poll()).toBeNull();
		use(50);
		expect(await trigger.poll()).toBeNull();
	});
});

test('any cap: leads and budget, each type for itself, two of one type too', async () => {
	const trigger = await watching();
	setCaps(
		[cap(50), cap(60), cap(70, { limit: 70, type: 'week' }), cap(9, { limit: 0 })],
		[cap('99.5', { limit: 100 }), cap('1000.00', { limit: 1000, type: 'total' })],
	);
	const kindsOf = (records) => records.map((record) => [record.cap, record.type, record.used]);
	expect(kindsOf(await trigger.poll())).toEqual([
		['leads', 'day', 50],
		['leads', 'day', 60],
		['leads', 'week', 70],
		['budget', 'total', 1000],
	]);
	expect(await trigger.poll()).toBeNull();
});

describe('of suppliers', () => {
	const reach = () =>
		here.sandbox.setSupplier(CAMPAIGN, SUPPLIER, { caps: { leads: [cap(50)], budget: [] } });

	test('too, unless they are left out', async () => {
		const trigger = await here.active(capReached());
		const without = await here.active(capReached({ filters: { capsOf: ['buyers'] } }));
		reach();
		const [record] = await trigger.poll();
		expect(record).toMatchObject({
			supplier_id: SUPPLIER,
			supplier_name: 'Landing Page/Form/Submission',
		});
		expect(JSON.stringify(record)).not.toContain('2yaxvv2ixl65');
		expect(await without.poll()).toBeNull();
	});

	test('from now on: nothing old', async () => {
		const trigger = await here.active(capReached({ filters: { capsOf: ['buyers'] } }));
		reach();
		expect(await trigger.activate({ filters: {} })).toBeNull();
	});
});

test('other campaigns bring nothing old', async () => {
	const trigger = await watching(one(21626));
	use(50);
	expect(await trigger.activate({ campaignScope: 'all' })).toBeNull();
	expect(await trigger.poll()).toBeNull();
});

test('an empty list, a restart: not again in the same period', async () => {
	const trigger = await here.active(capReached({ campaignScope: 'all' }));
	use(50);
	expect(await trigger.poll()).toHaveLength(1);
	here.sandbox.fault({ kind: 'emptyList' });
	expect(await trigger.poll()).toBeNull();
	expect(await trigger.poll()).toBeNull();
	here.step(HOUR);
	expect(await trigger.restart()).toBeNull();
});

test('reached while n8n was down', async () => {
	const trigger = await watching();
	use(50);
	here.step(30 * MINUTE);
	expect(await trigger.restart()).toHaveLength(1);
});

test('a test in the editor shows the fullest cap', async () => {
	const trigger = here.trigger(capReached());
	setCaps([cap(10)], [cap(30)]);
	expect(await trigger.test()).toMatchObject([{ cap: 'budget', used: 30, percentage: 60 }]);
	expect(trigger.saved).toBe('{}');
});
