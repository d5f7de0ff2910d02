import {
	collect,
	followCursors,
	readPages as readAllPages,
	type Page,
	type PageOptions,
	type PageRequest,
} from '../../../nodes/shared/pages';

const failIfStuck = (): void => {
	throw new Error('The list is stuck');
};

const readPages = (
	readPage: (request: PageRequest) => Promise<Page>,
	options?: PageOptions,
	onStuck = failIfStuck,
) => readAllPages(readPage, followCursors(), onStuck, options);

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

	test('neither a short page nor an empty one ends the list', async () => {
		const pages = [records(1, 100), [], records(101, 130), [], [], records(131, 131)];
		let call = 0;
		const readPage = async () => {
			const page = pages[call++];
			return { records: page ?? [], next: call < pages.length ? `cursor ${call}` : null };
		};
		expect(await collect(readPages(readPage))).toEqual(records(1, 131));
		expect(call).toBe(6);
	});

	test('empty pages without end: reading stops, and says so', async () => {
		let calls = 0;
		const onStuck = jest.fn();
		const readPage = async () => ({ records: [], next: `cursor ${++calls}` });
		expect(await collect(readPages(readPage, {}, onStuck))).toEqual([]);
		expect(calls).toBe(11);
		expect(onStuck).toHaveBeenCalledTimes(1);
	});

	test('one cursor for all pages, as long as they bring something new', async () => {
		let calls = 0;
		const readPage = async () => ({
			records: records(++calls, calls),
			next: calls < 30 ? 'same' : null,
		});
		expect(await collect(readPages(readPage))).toEqual(records(1, 30));
	});

	test('a full page of known records is a circle, and it says so', async () => {
		let calls = 0;
		const onStuck = jest.fn();
		const readPage = async () => ({ records: records(1, 100), next: `cursor ${++calls}` });
		expect(await collect(readPages(readPage, {}, onStuck))).toEqual(records(1, 100));
		expect(calls).toBe(2);
		expect(onStuck).toHaveBeenCalledTimes(1);
	});

	test('a circle of records without ids is told by its cursor', async () => {
		let calls = 0;
		const onStuck = jest.fn();
		const readPage = async () => ({ records: [{ a: ++calls }], next: 'same' });
		await collect(readPages(readPage, {}, onStuck));
		expect(calls).toBeLessThan(20);
		expect(onStuck).toHaveBeenCalledTimes(1);
	});

	test('a known id and no id again and again: a circle', async () => {
		let calls = 0;
		const onStuck = jest.fn();
		const readPage = async () => {
			if (++calls > 50) throw new Error('Reading does not end');
			return { records: [{ id: 1 }, { a: 1 }], next: 'same' };
		};
		await collect(readPages(readPage, {}, onStuck));
		expect(onStuck).toHaveBeenCalledTimes(1);
	});

	test('records with and without ids: a cursor that repeats is no circle while new ids come', async () => {
		let calls = 0;
		const readPage = async () => ({
			records: [{ id: ++calls }, { a: calls }],
			next: calls < 15 ? 'same' : null,
		});
		expect(await collect(readPages(readPage))).toHaveLength(30);
	});

	test('a limit of none asks for nothing', async () => {
		const { readPage, asked } = service(10);
		expect(await collect(readPages(readPage, { limit: 0 }))).toEqual([]);
		expect(asked).toEqual([]);
	});

	test('no empty page is handed out', async () => {
		const pages = [[], records(1, 2), []];
		let call = 0;
		const readPage = async () => ({ records: pages[call++] ?? [], next: call < 3 ? 'more' : null });
		const given = [];
		for await (const page of readPages(readPage)) given.push(page);
		expect(given).toEqual([records(1, 2)]);
	});

	test('what is wanted is there with the page that repeats a cursor: no word of a circle', async () => {
		const onStuck = jest.fn();
		const readPage = async ({ size }: PageRequest) => ({
			records: Array.from({ length: size }, (_, a) => ({ a })),
			next: 'same',
		});
		expect(await collect(readPages(readPage, { limit: 150 }, onStuck))).toHaveLength(150);
		expect(onStuck).not.toHaveBeenCalled();
	});

	test('what is wanted is there: no word of a circle', async () => {
		const onStuck = jest.fn();
		const readPage = async () => ({ records: records(1, 100), next: 'same' });
		expect(await collect(readPages(readPage, { limit: 100 }, onStuck))).toHaveLength(100);
		expect(onStuck).not.toHaveBeenCalled();
	});

	test('records that two pages share come once', async () => {
		const pages = [
			{ records: records(1, 100), next: 'b' },
			{ records: records(99, 140), next: null },
		];
		let call = 0;
		expect(await collect(readPages(async () => pages[call++]))).toEqual(records(1, 140));
	});

	test('a last page that has room only for what two pages share is asked for in full', async () => {
		const asked: PageRequest[] = [];
		const readPage = async (request: PageRequest) => {
			asked.push(request);
			const start = Number(request.cursor ?? 1);
			const end = start + request.size - 1;
			return { records: records(start, end), next: String(end) };
		};
		expect(await collect(readPages(readPage, { limit: 101 }))).toEqual(records(1, 101));
		expect(asked).toEqual([
			{ cursor: undefined, size: 100 },
			{ cursor: '100', size: 1 },
			{ cursor: '100', size: 100 },
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
