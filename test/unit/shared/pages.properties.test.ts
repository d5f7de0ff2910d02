import * as fc from 'fast-check';
import { collect, followCursors, readPages, type PageRequest } from '../../../nodes/shared/pages';

interface Turn {
	/** So many records come once more, as where a cursor is inclusive or a list has moved. */
	again: number;
	/** So many others come at most. */
	others: number;
}

const EMPTY: Turn = { again: 0, others: 0 };

/** Each page can have some empty ones before it; more than ten in a row would count as stuck. */
const scripts = fc
	.array(
		fc.tuple(
			fc.nat(3),
			fc.record({
				again: fc.oneof(fc.nat(3), fc.nat(99)),
				others: fc.integer({ min: 1, max: 100 }),
			}),
		),
		{ minLength: 1 },
	)
	.map((pages) =>
		pages.flatMap(([empty, turn]): Turn[] => [...Array<Turn>(empty).fill(EMPTY), turn]),
	);

/** A service with so many records, whose cursor says how many came. It repeats the script. */
function service(total: number, script: Turn[]) {
	const asked: PageRequest[] = [];
	const given = new Set<number>();
	const givenBefore: number[] = [];
	const readPage = async (request: PageRequest) => {
		const { again, others } = script[asked.length % script.length] ?? EMPTY;
		asked.push(request);
		givenBefore.push(given.size);
		const came = Number(request.cursor ?? 0);
		const start = Math.max(0, came - again);
		const end = others === 0 ? start : Math.min(total, came + others, start + request.size);
		const records = Array.from({ length: end - start }, (_, index) => ({ id: start + index }));
		for (const { id } of records) given.add(id);
		const reached = others === 0 ? came : end;
		return { records, next: reached < total ? String(reached) : null };
	};
	return { readPage, asked, givenBefore };
}

const fail = (): never => {
	throw new Error('The list is stuck');
};

const limits = fc.oneof(fc.nat(250), fc.constant(undefined));

test('each record comes once and in order, up to the limit, and nothing is asked for after it', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(400), scripts, limits, async (total, script, limit) => {
			const { readPage, asked, givenBefore } = service(total, script);
			const found = await collect(readPages(readPage, followCursors(), fail, { limit }));
			const wanted = Math.min(total, limit ?? Infinity);
			expect(found).toEqual(Array.from({ length: wanted }, (_, id) => ({ id })));
			expect(givenBefore.filter((count) => count >= (limit ?? Infinity))).toEqual([]);
			expect(asked.filter(({ size }) => size < 1 || size > 100)).toEqual([]);
		}),
		{ numRuns: 300 },
	);
});

test('a filter leaves out the others, and nothing else', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(400), scripts, limits, fc.func(fc.boolean()), async (...given) => {
			const [total, script, limit, isWanted] = given;
			const keep = ({ id }: { id?: unknown }) => isWanted(id);
			const { readPage } = service(total, script);
			const found = await collect(readPages(readPage, followCursors(), fail, { limit, keep }));
			const all = Array.from({ length: total }, (_, id) => ({ id }));
			expect(found).toEqual(all.filter(keep).slice(0, limit));
		}),
	);
});

test('whatever a service answers, reading ends', async () => {
	const ids = fc.option(fc.nat(20), { nil: undefined });
	const pages = fc.record({
		records: fc.array(fc.record({ id: ids }), { maxLength: 8 }),
		next: fc.constantFrom('a', 'b', 'c'),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(pages, { minLength: 1 }), limits, async (script, limit) => {
			let calls = 0;
			const readPage = async () => {
				expect(calls).toBeLessThan(1_000);
				return script[calls++ % script.length] ?? { records: [], next: null };
			};
			const found = await collect(readPages(readPage, followCursors(), () => {}, { limit }));
			expect(found.length).toBeLessThanOrEqual(limit ?? Infinity);
		}),
	);
});
