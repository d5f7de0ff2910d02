import * as fc from 'fast-check';
import {
	forgetBefore,
	leadKey,
	pack,
	unpack,
	type SeenLeads,
} from '../../../nodes/LeadProsper/triggers/leads/seenLeads';

const FIVE_MINUTES = 5 * 60_000;
const START = Date.UTC(2026, 2, 12);
const times = fc.integer({ min: START, max: START + 60 * 60_000 });

/** Leads with marks of one length. */
const memories = fc.nat(8).chain((markLength) =>
	fc
		.array(fc.tuple(fc.string(), times, fc.stringMatching(new RegExp(`^[\\w-]{${markLength}}$`))))
		.map((leads) => ({
			markLength,
			leads: new Map(leads.map(([id, at, mark]) => [leadKey({ id }), { at, mark }])),
		})),
);

const saved = (leads: SeenLeads): unknown => JSON.parse(JSON.stringify(pack(leads)));

test('what is packed comes out again, and no earlier than it came', () => {
	fc.assert(
		fc.property(memories, ({ leads, markLength }) => {
			const out = unpack(saved(leads), markLength);
			expect([...out.keys()].sort()).toEqual([...leads.keys()].sort());
			for (const [key, { at, mark }] of leads) {
				const found = out.get(key);
				expect(found?.mark).toBe(mark);
				expect(found?.at).toBeGreaterThanOrEqual(at);
				expect(found?.at).toBeLessThan(at + FIVE_MINUTES);
			}
		}),
	);
});

test('packing again and again moves no lead in time', () => {
	fc.assert(
		fc.property(memories, ({ leads, markLength }) => {
			const once = unpack(saved(leads), markLength);
			expect(unpack(saved(once), markLength)).toEqual(once);
		}),
	);
});

test('no lead is forgotten before its time', () => {
	fc.assert(
		fc.property(memories, times, ({ leads, markLength }, from) => {
			const out = unpack(saved(leads), markLength);
			forgetBefore(out, from);
			for (const [key, { at }] of leads) {
				if (at >= from) expect(out.has(key)).toBe(true);
				if (at < from - FIVE_MINUTES) expect(out.has(key)).toBe(false);
			}
		}),
	);
});
