import {
	forgetBefore,
	leadKey,
	pack,
	unpack,
	type SeenLeads,
} from '../../../nodes/LeadProsper/triggers/leads/seenLeads';
import {
	changedParts,
	MARK_LENGTH,
	markOf,
} from '../../../nodes/LeadProsper/triggers/leads/leadState';

const START = Date.parse('2026-03-12T05:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const A_DAY = 100_000;

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** Adds the leads that come from a time until another, evenly. */
function come(leads: SeenLeads, from: number, until: number, mark: string) {
	const step = DAY / A_DAY;
	for (let at = Math.ceil(from / step) * step; at < until; at += step) {
		leads.set(leadKey({ id: `lead ${at}` }), { at, mark });
	}
}

test('what is packed comes out again, to five minutes', () => {
	const leads: SeenLeads = new Map();
	come(leads, START, START + 30 * MINUTE, 'abcd');
	const out = unpack(JSON.parse(JSON.stringify(pack(leads))), 4);
	expect([...out.keys()]).toEqual([...leads.keys()]);
	for (const [key, { at, mark }] of leads) {
		const found = out.get(key);
		expect(found?.mark).toBe(mark);
		// Never earlier than it came, or it would be forgotten too soon.
		expect(found?.at).toBeGreaterThanOrEqual(at);
		expect(found?.at).toBeLessThan(at + 5 * MINUTE);
	}
	expect(pack(out)).toEqual(pack(leads));
});

test.each([undefined, null, 7, 'x', [], {}])('%j is an empty memory', (packed) => {
	expect(unpack(packed, 0).size).toBe(0);
});

test('New Lead: a day of 100,000 leads, polled each minute, never takes more than 50 kB', () => {
	let packed: unknown = {};
	let most = 0;
	for (let now = START + MINUTE; now <= START + DAY; now += MINUTE) {
		const leads = unpack(packed, 0);
		come(leads, now - MINUTE, now, '');
		forgetBefore(leads, now - 60 * MINUTE);
		packed = JSON.parse(JSON.stringify(pack(leads)));
		most = Math.max(most, bytes(packed));
	}
	expect(most).toBeGreaterThan(42_000);
	expect(most).toBeLessThan(50_000);
});

test('Lead Changed: a window of 100,000 leads takes 2.2 MB', () => {
	const leads: SeenLeads = new Map();
	come(leads, START, START + DAY, 'x'.repeat(MARK_LENGTH));
	expect(leads.size).toBe(A_DAY);
	expect(bytes(pack(leads))).toBeLessThan(2_210_000);
});

test('no two of a million ids have the same key', () => {
	const keys = new Set<string>();
	for (let i = 0; i < 1_000_000; i++) keys.add(leadKey({ id: `m-40dpQB8JeApcH${i}` }));
	expect(keys.size).toBe(1_000_000);
});

test('a mark says which part changed', () => {
	const lead = { status: 'ERROR', error_code: 1006, buyers: [] };
	const before = markOf(lead);
	expect(before).toHaveLength(MARK_LENGTH);
	expect(changedParts(before, markOf({ ...lead, cost: 5, lead_data: {} }))).toEqual([]);
	expect(changedParts(before, markOf({ ...lead, buyers: undefined }))).toEqual([]);
	expect(changedParts(before, markOf({ ...lead, status: 'ACCEPTED' }))).toEqual(['status']);
	expect(changedParts(before, markOf({ ...lead, returned: true }))).toEqual(['return']);
	expect(changedParts(before, markOf({ ...lead, buyers: [{ id: 1 }] }))).toEqual(['buyers']);
});
