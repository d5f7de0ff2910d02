import { collect, readPages, type PageRequest } from '../../../nodes/shared/pages';

const records = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, i) => ({ id: from + i }));

/** A service with `total` records whose cursor is the position; keeps what was asked for. */
function service(total: number) {
	const asked: PageRequest[] = [];
	const readPage = async (request: PageRequest) => {
		asked.push(request);
		const start = Number(request.cursor ?? 0);
		const end = Math.min(total, start + request.size);
		return { records: records(start + 1, end), next: end < total ? String(end) : null };
	};
	return { readPage, asked };
}

describe('readPages', () => {
	test.each([
		[1, [1]],
		[50, [50]],
		[100, [100]],
		[101, [100, 1]],
		[250, [100, 100, 50]],
	])('asks for no more than a limit of %i needs', async (limit, sizes) => {
		const { readPage, asked } = service(1000);
		expect(await collect(readPages(readPage, { limit }))).toEqual(records(1, limit));
		expect(asked.map(({ size }) => size)).toEqual(sizes);
	});

	test('without a limit reads full pages to the end', async () => {
		const { readPage, asked } = service(250);
		expect(await collect(readPages(readPage))).toEqual(records(1, 250));
		expect(asked.map(({ size }) => size)).toEqual([100, 100, 100]);
	});

	test('a filter asks for full pages and counts what it keeps', async () => {
		const { readPage, asked } = service(1000);
		const even = ({ id }: { id?: unknown }) => Number(id) % 2 === 0;
		const found = await collect(readPages(readPage, { limit: 60, keep: even }));
		expect(found).toEqual(records(1, 120).filter(even));
		expect(asked.map(({ size }) => size)).toEqual([100, 100]);
	});

	test.each([null, undefined, '', 'null'])('next cursor %p ends the list', async (next) => {
		let calls = 0;
		const readPage = async () => ({ records: records(++calls, calls), next });
		expect(await collect(readPages(readPage))).toEqual([{ id: 1 }]);
		expect(calls).toBe(1);
	});

	test('an empty page ends the list, a short one does not', async () => {
		const pages = [records(1, 100), records(101, 130), records(131, 131), []];
		let call = 0;
		const readPage = async () => ({ records: pages[call], next: `cursor ${++call}` });
		expect(await collect(readPages(readPage))).toEqual(records(1, 131));
		expect(call).toBe(4);
	});

	test('a cursor that comes again ends the list and says so', async () => {
		let calls = 0;
		const onCircle = jest.fn();
		const readPage = async () => ({ records: records(++calls, calls), next: 'same' });
		expect(await collect(readPages(readPage, { onCircle }))).toEqual(records(1, 2));
		expect(onCircle).toHaveBeenCalledTimes(1);
	});

	test('a page of known records under ever new cursors ends the list and says so', async () => {
		let calls = 0;
		const onCircle = jest.fn();
		const readPage = async () => ({ records: records(1, 3), next: `cursor ${++calls}` });
		expect(await collect(readPages(readPage, { onCircle }))).toEqual(records(1, 3));
		expect(calls).toBe(2);
		expect(onCircle).toHaveBeenCalledTimes(1);
	});

	test('records that two pages share come once', async () => {
		const pages = [
			{ records: records(1, 100), next: 'b' },
			{ records: records(99, 140), next: null },
		];
		let call = 0;
		expect(await collect(readPages(async () => pages[call++]))).toEqual(records(1, 140));
	});

	test('records that two pages share come twice where the user wants them to', async () => {
		const pages = [
			{ records: records(1, 3), next: 'b' },
			{ records: records(3, 4), next: null },
		];
		let call = 0;
		const readPage = async () => pages[call++];
		expect(await collect(readPages(readPage, { keepRepeats: true }))).toEqual([
			...records(1, 3),
			...records(3, 4),
		]);
	});

	test('records without an id are all kept', async () => {
		const readPage = async () => ({ records: [{ a: 1 }, { a: 1 }], next: null });
		expect(await collect(readPages(readPage))).toHaveLength(2);
	});

	test('hands on each page before it asks for the next', async () => {
		const { readPage, asked } = service(300);
		const pages = readPages(readPage);
		await pages.next();
		expect(asked).toHaveLength(1);
	});
});
