/** What users have for dates becomes what the service takes. */
const { leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

/**
 * The dates and the time zone that are sent.
 * @param {string} startDate
 * @param {string} endDate
 * @param {{ timezone?: string, workflowZone?: string, items?: object[] }} [options]
 */
async function sent(startDate, endDate, { timezone, workflowZone, items } = {}) {
	const { error } = await lp.run(
		'analytics',
		'getCampaignStats',
		{ period: 'custom', startDate, endDate, ...(timezone ? { options: { timezone } } : {}) },
		{ timezone: workflowZone, items },
	);
	if (error) throw new Error(error.message);
	const { start_date, end_date, timezone: zone } = lp.requests()[0].query;
	return [start_date, end_date, zone];
}

test.each([
	['a date', '2026-03-01', '2026-03-01'],
	['a picked date', '2026-03-01T00:00:00', '2026-03-01'],
	['a time without an offset is in the time zone', '2026-03-01T23:59:59', '2026-03-01'],
	['a time with an offset is a moment', '2026-03-01T23:30:00-08:00', '2026-03-02'],
	['UTC', '2026-03-01T04:59:59Z', '2026-02-28'],
	['UTC, a second later', '2026-03-01T05:00:00Z', '2026-03-01'],
	['UTC, the last second before midnight in summer time', '2026-03-10T03:59:59Z', '2026-03-09'],
	['UTC, midnight in summer time', '2026-03-10T04:00:00Z', '2026-03-10'],
	['a time that the clocks jumped over', '2026-03-08T02:30:00', '2026-03-08'],
	[
		'a Luxon DateTime',
		'={{ DateTime.fromISO("2026-03-01T23:30:00-08:00", { setZone: true }) }}',
		'2026-03-02',
	],
	['a Date', '={{ new Date("2026-03-01T04:59:59Z") }}', '2026-02-28'],
	['a field of the input', '={{ $json.day }}', '2026-03-05'],
])('%s: %s', async (_name, value, date) => {
	const items = [{ day: '2026-03-05' }];
	expect(await sent(value, '2026-03-11', { items })).toEqual([
		date,
		'2026-03-11',
		'America/New_York',
	]);
});

test('the workflow’s time zone, unless another is chosen', async () => {
	const moment = '2026-03-05T02:00:00Z';
	expect(await sent(moment, moment, { workflowZone: 'Europe/Berlin' })).toEqual([
		'2026-03-05',
		'2026-03-05',
		'Europe/Berlin',
	]);
	lp.sandbox.clearRequests();
	expect(
		await sent(moment, moment, {
			workflowZone: 'Europe/Berlin',
			timezone: 'America/Los_Angeles',
		}),
	).toEqual(['2026-03-04', '2026-03-04', 'America/Los_Angeles']);
});

test.each(['UTC', 'Etc/UTC', 'GMT'])('%s is sent as UTC', async (timezone) => {
	expect(await sent('2026-03-01', '2026-03-01', { timezone })).toEqual([
		'2026-03-01',
		'2026-03-01',
		'UTC',
	]);
});

describe('refused with a sentence, before any request', () => {
	afterEach(() => expect(lp.requests()).toHaveLength(0));

	test.each(['={{ "" }}', '2026-02-30', 'yesterday', '31.01.2026', '={{ null }}', '={{ {} }}'])(
		'%j as a date',
		async (value) => {
			await expect(sent(value, '2026-03-11')).rejects.toThrow(/^Start Date is not a date: /);
			await expect(sent('2026-03-11', value)).rejects.toThrow(/^End Date is not a date: /);
		},
	);

	test.each(['EST', '+01:00', 'UTC+2', 'America/Nowhere', 'New York'])(
		'%j as a time zone',
		async (timezone) => {
			await expect(sent('2026-03-01', '2026-03-02', { timezone })).rejects.toThrow(
				`“${timezone}” is not a time zone`,
			);
		},
	);

	test('a start after the end', async () => {
		await expect(sent('2026-03-02', '2026-03-01')).rejects.toThrow(
			'Start Date (2026-03-02) is after End Date (2026-03-01)',
		);
	});

	test('a start that is after the end in the time zone only', async () => {
		await expect(sent('2026-03-02T06:00:00Z', '2026-03-02T04:00:00Z')).rejects.toThrow(
			'Start Date (2026-03-02) is after End Date (2026-03-01)',
		);
	});
});
