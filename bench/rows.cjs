/**
 * What is measured: each row is the same work done by our node, by n8n's HTTP Request node, and by the
 * bare loop (bareLoop.cjs, which has it under the same key).
 *
 * @typedef {object} Row
 * @property {string} key
 * @property {string} name
 * @property {boolean} [isList] one list, which can only be read page by page
 * @property {boolean} [writes]
 * @property {object[]} [items] JSON of the input items; default: one empty one
 * @property {number} gives how many items must come out
 * @property {object[]} ours the chain of nodes
 * @property {(url: string, limited: boolean) => object[]} httpRequest the same, with what it takes to
 *   stay below the limit
 */
const { leadId, subscriberId } = require('./ids.cjs');
const nodes = require('./nodes.cjs');

const { batched, byId, httpRequest, leadProsper, paginated, prosperStack, splitOut } = nodes;

/** What is allowed in the rows under a limit. */
const LIMIT = { requests: 50, windowMs: 10_000 };

const range = { period: 'custom', startDate: '2026-10-01', endDate: '2026-10-31' };
const days = Array.from(
	{ length: 30 },
	(_, index) => `2026-10-${String(index + 1).padStart(2, '0')}`,
);

const leadsQuery = { start_date: range.startDate, end_date: range.endDate, timezone: 'UTC' };
const searchAfter = { parameter: 'search_after', cursor: 'search_after' };

const longList = (count) => ({
	key: `leads${count}`,
	name: `list of ${count.toLocaleString('en')} leads`,
	isList: true,
	gives: count,
	ours: [
		leadProsper({
			resource: 'lead',
			operation: 'getAll',
			campaignScope: 'one',
			campaignId: byId(String(count)),
			...range,
			output: 'raw',
			returnAll: true,
		}),
	],
	httpRequest: (url) => [
		httpRequest('httpBearerAuth', `${url}/public/leads`, {
			query: { ...leadsQuery, campaign: String(count) },
			options: paginated(searchAfter),
		}),
		splitOut('leads'),
	],
});

/** Eight chains of pages at once: each may send a page so often that 48 of 50 are used in a window. */
const PAGE_INTERVAL_MS = 1_700;

/** @type {Row} */
const campaigns = {
	key: 'campaigns',
	name: '8 campaigns with 10,000 leads',
	gives: 10_000,
	ours: [
		leadProsper({
			resource: 'lead',
			operation: 'getAll',
			campaignScope: 'all',
			...range,
			output: 'raw',
			returnAll: true,
		}),
	],
	httpRequest: (url, limited) => [
		httpRequest('httpBearerAuth', `${url}/public/campaigns`),
		httpRequest('httpBearerAuth', `${url}/public/leads`, {
			query: { ...leadsQuery, campaign: '={{ $json.id }}' },
			options: paginated({ ...searchAfter, intervalMs: limited ? PAGE_INTERVAL_MS : 0 }),
		}),
		splitOut('leads'),
	],
};

const lookUps = (count) => ({
	key: `lookUps${count}`,
	name: `${count.toLocaleString('en')} look-ups`,
	items: Array.from({ length: count }, (_, index) => ({ id: leadId('10000', index) })),
	gives: count,
	ours: [
		leadProsper({ resource: 'lead', operation: 'get', leadId: '={{ $json.id }}', output: 'raw' }),
	],
	httpRequest: (url, limited) => [
		httpRequest('httpBearerAuth', `${url}/public/lead/{{ $json.id }}`, {
			options: limited ? batched(LIMIT.requests, LIMIT.windowMs + 100) : {},
		}),
	],
});

/** @type {Row} */
const dailyStats = {
	key: 'dailyStats',
	name: 'statistics of 30 days',
	items: [{}],
	gives: 30 * 8,
	ours: [
		leadProsper({
			resource: 'analytics',
			operation: 'getDailyStats',
			campaignScope: 'all',
			period: 'custom',
			startDate: days[0],
			endDate: days.at(-1),
			output: 'campaigns',
		}),
	],
	httpRequest: (url) => [
		{
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				mode: 'raw',
				jsonOutput: JSON.stringify({ days: days.map((date) => ({ date })) }),
				options: {},
			},
		},
		splitOut('days'),
		httpRequest('httpBearerAuth', `${url}/public/stats`, {
			query: { start_date: '={{ $json.date }}', end_date: '={{ $json.date }}', timezone: 'UTC' },
		}),
	],
};

/** @type {Row} */
const sessions = {
	key: 'sessions',
	name: 'list of 2,000 sessions',
	isList: true,
	gives: 2_000,
	ours: [
		prosperStack({
			resource: 'flowSession',
			operation: 'getAll',
			returnAll: true,
			output: 'raw',
		}),
	],
	httpRequest: (url) => [
		httpRequest('httpBasicAuth', `${url}/v1/flow_sessions`, {
			query: { limit: '100' },
			options: paginated({ parameter: 'cursor', cursor: 'next_cursor' }),
		}),
		splitOut('data'),
	],
};

/** @type {Row} */
const updates = {
	key: 'updates',
	name: '300 updates',
	writes: true,
	items: Array.from({ length: 300 }, (_, index) => ({ id: subscriberId(index), tier: 'gold' })),
	gives: 300,
	ours: [
		prosperStack({
			resource: 'subscriber',
			operation: 'update',
			subscriberId: byId('={{ $json.id }}'),
			properties: { mappingMode: 'defineBelow', value: { tier: '={{ $json.tier }}' } },
		}),
	],
	httpRequest: (url) => [
		httpRequest('httpBasicAuth', `${url}/v1/subscribers/{{ $json.id }}`, {
			method: 'PATCH',
			jsonBody: '={{ { properties: { tier: $json.tier } } }}',
		}),
	],
};

/** @type {Row} */
const longest = longList(30_000);

/** @type {Row[]} */
const rows = [
	longList(10_000),
	campaigns,
	dailyStats,
	lookUps(1_000),
	sessions,
	updates,
	lookUps(100),
	longest,
];

/** @type {Row[]} */
const limitedRows = [lookUps(250), campaigns];

/** How many requests the rows under a limit need at least. */
const leastRequests = { lookUps250: 250, campaigns: 1 + 8 * 13 };

module.exports = { LIMIT, leastRequests, limitedRows, longest, rows };
