import * as fc from 'fast-check';
import { followTimes } from '../../../nodes/LeadProsper/api/leadPaging';
import { collect, readPages, type PageRequest } from '../../../nodes/shared/pages';

const NEWEST = 1_735_939_764_751;
/** Fewer than the smallest page: no cursor leads past a page of leads of one millisecond. */
const MOST_AT_ONCE = 12;

/** Leads, newest first: so many at once, so many milliseconds after the next older ones. */
const lists = fc
	.array(fc.tuple(fc.integer({ min: 1, max: MOST_AT_ONCE }), fc.integer({ min: 1, max: 3 })), {
		maxLength: 60,
	})
	.map((groups) => {
		let time = NEWEST;
		return groups.flatMap(([count, step]) => {
			time -= step;
			return Array.from({ length: count }, () => String(time));
		});
	})
	.map((times) => times.map((time, index) => ({ id: `lead${index}`, lead_date_ms: time })));

const behaviours = fc.record({
	/** Whether the page begins with the leads of the cursor's own millisecond. */
	isInclusive: fc.boolean(),
	/** Whether every page with leads has a cursor, also the last one. */
	hasEndCursor: fc.boolean(),
	/** So many leads a page, by turns. */
	sizes: fc.array(fc.integer({ min: MOST_AT_ONCE + 1, max: 100 }), { minLength: 1 }),
	/** So many new leads come after each page. */
	growth: fc.nat(3),
});

type Lead = Record<'id' | 'lead_date_ms', string>;
type Behaviour = typeof behaviours extends fc.Arbitrary<infer T> ? T : never;

function service(leads: Lead[], { isInclusive, hasEndCursor, sizes, growth }: Behaviour) {
	const list = [...leads];
	let requests = 0;
	const readPage = async ({ cursor }: PageRequest) => {
		expect(requests).toBeLessThan(3 * leads.length + 10);
		const size = sizes[requests++ % sizes.length] ?? 100;
		const before = Number(cursor ?? Infinity) + (isInclusive ? 1 : 0);
		const rest = list.filter(({ lead_date_ms: time }) => Number(time) < before);
		const records = rest.slice(0, size);
		for (let i = 0; i < growth; i++) {
			list.unshift({ id: `new${requests}.${i}`, lead_date_ms: String(NEWEST + 10 * requests) });
		}
		const hasNext = hasEndCursor ? records.length > 0 : rest.length > size;
		return { records, next: hasNext ? records.at(-1)?.lead_date_ms : null };
	};
	return { readPage, requests: () => requests };
}

const fail = (): never => {
	throw new Error('Leads may be missing');
};

test('each lead comes once and in order, up to the limit, and nothing is asked for after it', async () => {
	const limits = fc.oneof(fc.nat(300), fc.constant(undefined));
	await fc.assert(
		fc.asyncProperty(lists, behaviours, limits, async (leads, behaviour, limit) => {
			const { readPage, requests } = service(leads, behaviour);
			const pages = readPages(readPage, followTimes(fail), fail, { limit });
			expect(await collect(pages)).toEqual(leads.slice(0, limit));
			const firstPage = behaviour.sizes[0] ?? 0;
			const isFirstEnough = limit !== undefined && limit <= Math.min(firstPage, leads.length);
			if (isFirstEnough) expect(requests()).toBe(limit === 0 ? 0 : 1);
		}),
		{ numRuns: 300 },
	);
});

test('whatever a service answers, reading ends', async () => {
	const times = fc.constantFrom(...[0, 1, 2].map((ago) => String(NEWEST - ago)));
	const leads = fc.record({
		id: fc.option(fc.nat(20), { nil: undefined }),
		lead_date_ms: fc.option(times, { nil: undefined }),
	});
	const pages = fc.record({
		records: fc.array(leads, { maxLength: 8 }),
		next: fc.oneof(times, fc.constantFrom('a', 'b')),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(pages, { minLength: 1 }), async (script) => {
			let calls = 0;
			const ignore = () => {};
			const readPage = async () => {
				expect(calls).toBeLessThan(1_000);
				return script[calls++ % script.length] ?? { records: [], next: null };
			};
			await collect(readPages(readPage, followTimes(ignore), ignore));
		}),
	);
});
