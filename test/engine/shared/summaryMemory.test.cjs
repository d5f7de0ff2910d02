/**
 * What a summary keeps in memory while it reads: of large records from a service, as many as an account
 * has in months.
 */
const v8 = require('node:v8');
const vm = require('node:vm');
const { createEngine } = require('../support/engine.cjs');
const { startScriptedServer } = require('../support/scriptedServer.cjs');

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

const MB = 1024 * 1024;
const PAGE = 100;
const RECORDS = 12_000;
/** What makes a record large: all of them together are many times more than may be kept. */
const RECORD_BYTES = 10_000;
const MOST_KEPT = 20 * MB;

let server;
let engine;

beforeAll(async () => {
	server = await startScriptedServer();
	const credential = { apiKey: 'key', baseUrl: server.url };
	engine = await createEngine({ credentials: { key: credential } });
});
afterAll(() => {
	engine.close();
	server.close();
});

/** The bytes of the heap that are in use, by the number of the request at which they were measured. */
const heap = new Map();

function measure() {
	const place = server.requests().length;
	if (place % 20 !== 0) return;
	collectGarbage();
	heap.set(place, process.memoryUsage().heapUsed);
}

beforeEach(() => heap.clear());

const NEWEST = Date.parse('2026-03-12T00:00:00Z');
const timeOf = (index) => NEWEST - index * 1000;
const text = (index) => `${index} `.padEnd(RECORD_BYTES, 'x');

const lead = (index) => ({
	id: `lead-${index}`,
	lead_date_ms: String(timeOf(index)),
	status: 'ACCEPTED',
	cost: 0.1,
	revenue: 0.3,
	supplier: { id: index % 7, name: 'Supplier' },
	lead_data: { note: text(index) },
});

/** Leads newest first; a cursor is the time after which none comes any more. */
function leadPage({ url }) {
	measure();
	const cursor = new URL(url, server.url).searchParams.get('search_after');
	const start = cursor === null ? 0 : Math.floor((NEWEST - Number(cursor)) / 1000) + 1;
	const size = Math.min(PAGE, RECORDS - start);
	const leads = Array.from({ length: size }, (_, place) => lead(start + place));
	const isLast = start + size >= RECORDS;
	return { body: { leads, search_after: isLast ? null : leads.at(-1)?.lead_date_ms } };
}

const session = (index) => ({
	id: `sess_${index}`,
	status: index % 2 === 0 ? 'saved' : 'canceled',
	subscription: { mrr: '0.10' },
	flow: { id: `flow_${index % 7}`, name: 'Flow' },
	steps: [text(index)],
});

function sessionPage({ url }) {
	measure();
	const start = Number(new URL(url, server.url).searchParams.get('cursor') ?? 0);
	const data = Array.from({ length: PAGE }, (_, place) => session(start + place));
	const next = start + PAGE;
	return { body: { data, next_cursor: next < RECORDS ? String(next) : null } };
}

afterEach(() => console.log([...heap].map(([p, b]) => `${p}: ${(b / MB).toFixed(1)}`).join('  ')));
/** How much more is in use at the end than after the first pages. */
const grown = () => Math.max(...heap.values()) - (heap.get(20) ?? NaN);

test('leads', async () => {
	server.answer(leadPage);
	const { items, error } = await engine.runNode(
		'leadProsper',
		{
			resource: 'lead',
			operation: 'getSummary',
			campaignScope: 'one',
			campaignId: { __rl: true, mode: 'id', value: '1' },
			period: 'custom',
			startDate: '2026-03-01',
			endDate: '2026-03-12',
		},
		{ credentials: { leadProsperApi: { id: 'key', name: 'key' } } },
	);
	expect(error).toBeUndefined();
	expect(items[0]).toHaveLength(7);
	expect(items[0].reduce((sum, { leads }) => sum + leads, 0)).toBe(RECORDS);
	expect(heap.size).toBeGreaterThanOrEqual(6);
	expect(grown()).toBeLessThan(MOST_KEPT);
});

test('flow sessions', async () => {
	server.answer(sessionPage);
	const { items, error } = await engine.runNode(
		'prosperStack',
		{ resource: 'flowSession', operation: 'getSummary', groupBy: ['flow'] },
		{ credentials: { prosperStackApi: { id: 'key', name: 'key' } } },
	);
	expect(error).toBeUndefined();
	expect(items[0]).toHaveLength(7);
	expect(items[0].reduce((sum, { sessions }) => sum + sessions, 0)).toBe(RECORDS);
	expect(heap.size).toBeGreaterThanOrEqual(6);
	expect(grown()).toBeLessThan(MOST_KEPT);
});
