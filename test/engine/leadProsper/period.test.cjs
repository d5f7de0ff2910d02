/** Ready-made periods become the days of the step's time zone. */
const { realDate, setDate } = require('../support/clock.cjs');
const { byId, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

/** An hour after midnight in New York, when it is still yesterday in Los Angeles: clocks change today. */
const NOW = '2026-03-08T06:00:00Z';

beforeEach(() => setDate(NOW));
afterEach(() => realDate());

const campaignId = byId('21624');
/** @type {[resource: string, operation: string, more: object][]} */
const OPERATIONS = [
	['accounting', 'getAll', {}],
	['analytics', 'getCampaignStats', {}],
	['analytics', 'getSupplierStats', { campaignId, supplierId: byId('55077') }],
	['lead', 'getAll', { campaignId }],
];

/** The days that were asked for. */
const asked = () => lp.requests().map(({ query }) => [query.start_date, query.end_date]);

test.each(OPERATIONS)(
	'%s %s: the last 7 days, without a choice',
	async (resource, operation, more) => {
		const { error } = await lp.run(resource, operation, more);
		expect(error).toBeUndefined();
		expect(asked()[0]).toEqual(['2026-03-01', '2026-03-07']);
	},
);

test('daily statistics: seven days without a choice, one request each', async () => {
	const { items } = await lp.run('analytics', 'getDailyStats', {});
	const days = Array.from({ length: 7 }, (_, index) => `2026-03-0${index + 1}`);
	expect(asked().sort()).toEqual(days.map((day) => [day, day]));
	expect([...new Set(items[0].map(({ date }) => date))]).toEqual(days);
});

test.each([
	['today', 'America/New_York', '2026-03-08', '2026-03-08'],
	['today', 'America/Los_Angeles', '2026-03-07', '2026-03-07'],
	['today', 'Asia/Kolkata', '2026-03-08', '2026-03-08'],
	['yesterday', 'America/New_York', '2026-03-07', '2026-03-07'],
	['yesterday', 'America/Los_Angeles', '2026-03-06', '2026-03-06'],
	['last7Days', 'America/Los_Angeles', '2026-02-28', '2026-03-06'],
	['last30Days', 'America/New_York', '2026-02-06', '2026-03-07'],
	['thisMonth', 'America/New_York', '2026-03-01', '2026-03-08'],
	['lastMonth', 'America/New_York', '2026-02-01', '2026-02-28'],
	['={{ "yesterday" }}', 'America/New_York', '2026-03-07', '2026-03-07'],
	['={{ "This Month" }}', 'America/New_York', '2026-03-01', '2026-03-08'],
])('%s in %s: %s to %s', async (period, timezone, first, last) => {
	await lp.run('analytics', 'getCampaignStats', { period, options: { timezone } });
	const [{ query }] = lp.requests();
	expect(query).toMatchObject({ start_date: first, end_date: last, timezone });
});

test.each([
	['2026-11-01T04:30:00Z', 'America/New_York', '2026-11-01'],
	['2026-11-01T05:30:00Z', 'America/New_York', '2026-11-01'],
	['2026-11-02T04:59:59Z', 'America/New_York', '2026-11-01'],
	['2026-11-02T05:00:00Z', 'America/New_York', '2026-11-02'],
	['2026-11-02T07:59:59Z', 'America/Los_Angeles', '2026-11-01'],
	['2026-10-31T18:29:59Z', 'Asia/Kolkata', '2026-10-31'],
	['2026-10-31T18:30:00Z', 'Asia/Kolkata', '2026-11-01'],
])('at %s it is the day in %s that is %s: the workflow’s zone', async (now, timezone, day) => {
	setDate(now);
	await lp.run('analytics', 'getCampaignStats', { period: 'today' }, { timezone });
	expect(asked()).toEqual([[day, day]]);
});

test('with each campaign’s own time zone, the days are those of the step’s zone', async () => {
	const options = { timezone: 'America/Los_Angeles', campaignTimeZone: true };
	await lp.run('analytics', 'getCampaignStats', { period: 'yesterday', options });
	expect(lp.requests()[0].query).toEqual({ start_date: '2026-03-06', end_date: '2026-03-06' });
});

test('the two dates of Custom, and of no other period', async () => {
	const dates = { startDate: '2026-01-02', endDate: '2026-01-03' };
	await lp.run('analytics', 'getCampaignStats', { period: 'custom', ...dates });
	await lp.run('analytics', 'getCampaignStats', { period: '={{ "custom" }}', ...dates });
	await lp.run('analytics', 'getCampaignStats', { period: '={{ "today" }}', ...dates });
	expect(asked()).toEqual([
		['2026-01-02', '2026-01-03'],
		['2026-01-02', '2026-01-03'],
		['2026-03-08', '2026-03-08'],
	]);
});

test.each(['={{ "this week" }}', '={{ "" }}', '={{ undefined }}'])(
	'%s is refused before any request',
	async (period) => {
		const { error } = await lp.run('analytics', 'getCampaignStats', { period });
		expect(error.message).toMatch(/^Period has no “/);
		expect(error.description).toContain('Last 7 Days, Last Month');
		expect(lp.requests()).toEqual([]);
	},
);
