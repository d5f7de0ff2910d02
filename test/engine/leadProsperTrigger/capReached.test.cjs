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
			'2026-03-13T20:00:00Z',
		);
		expect(periods).toEqual(['2026-03-12', '', '2026-03-13', '']);
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

	test('again where what is used fell and rose', async () => {
		const trigger = await watching();
		use(50);
		expect(await trigger.poll()).toHaveLength(1);
		use(10);
		expect(await trigger.poll()).toBeNull();
		use(50);
		expect(await trigger.poll()).toHaveLength(1);
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
