import { followTimes } from '../../../nodes/LeadProsper/api/leadPaging';
import { collect, readPages, type PageRequest } from '../../../nodes/shared/pages';

const NEWEST = 1_735_939_764_751;
const PAGE = 100;

interface Lead extends Record<string, string> {
	id: string;
	lead_date_ms: string;
}

/** Leads, newest first, each so many milliseconds before the newest. */
const leadsAt = (agoMs: number[]): Lead[] =>
	agoMs.map((ago, index) => ({ id: `lead${index}`, lead_date_ms: String(NEWEST - ago) }));

const oneEach = (count: number, stepMs: number) =>
	leadsAt(Array.from({ length: count }, (_, index) => index * stepMs));

interface Behaviour {
	/** Whether the page begins with the leads of the cursor's own millisecond. */
	isInclusive: boolean;
	/** Whether every page with leads has a cursor, also the last one. */
	hasEndCursor: boolean;
}

const BEHAVIOURS: Behaviour[] = [true, false].flatMap((isInclusive) =>
	[true, false].map((hasEndCursor) => ({ isInclusive, hasEndCursor })),
);

function service(leads: Lead[], { isInclusive, hasEndCursor }: Behaviour) {
	let requests = 0;
	const readPage = async ({ cursor }: PageRequest) => {
		requests++;
		const rest = leads.filter(({ lead_date_ms: time }) => {
			const ahead = Number(cursor) - Number(time);
			return cursor === undefined || (isInclusive ? ahead >= 0 : ahead > 0);
		});
		const records = rest.slice(0, PAGE);
		const hasNext = hasEndCursor ? records.length > 0 : rest.length > PAGE;
		return { records, next: hasNext ? records.at(-1)?.lead_date_ms : null };
	};
	return { readPage, requests: () => requests };
}

async function read(leads: Lead[], behaviour: Behaviour) {
	const { readPage, requests } = service(leads, behaviour);
	const gaps: number[] = [];
	let stuck = 0;
	const paging = followTimes((time) => gaps.push(time));
	const found = await collect(readPages(readPage, paging, () => stuck++));
	return { ids: found.map(({ id }) => String(id)), requests: requests(), gaps, stuck };
}

const idsOf = (leads: Lead[]) => leads.map(({ id }) => id);

describe.each(BEHAVIOURS)('%j', (behaviour) => {
	test.each([0, 1, 99, 100, 101, 199, 200, 250])(
		'%i leads, each at a time of its own',
		async (count) => {
			const leads = oneEach(count, 7);
			const { ids, gaps, stuck } = await read(leads, behaviour);
			expect(ids.sort()).toEqual(idsOf(leads).sort());
			expect([gaps, stuck]).toEqual([[], 0]);
		},
	);

	test.each([2, 5, 50, 99])('%i leads share the millisecond at a page’s edge', async (ties) => {
		for (let start = PAGE - ties; start <= PAGE; start++) {
			const before = Array.from({ length: start }, (_, index) => index);
			const same = Array.from({ length: ties }, () => start);
			const after = Array.from({ length: 120 }, (_, index) => start + 1 + index);
			const leads = leadsAt([...before, ...same, ...after]);
			const { ids, gaps, stuck } = await read(leads, behaviour);
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids.length).toBe(leads.length);
			expect([gaps, stuck]).toEqual([[], 0]);
		}
	});

	test.each([0, 1, 10, 99, 100])(
		'150 share one millisecond, %i are newer: the rest comes, and it is told',
		async (newer) => {
			const before = Array.from({ length: newer }, (_, index) => -1 - index).reverse();
			const after = Array.from({ length: 40 }, (_, index) => 1 + index);
			const leads = leadsAt([...before, ...Array.from({ length: 150 }, () => 0), ...after]);
			const { ids, gaps, stuck } = await read(leads, behaviour);
			const others = leads.filter(({ lead_date_ms: time }) => Number(time) !== NEWEST);
			expect(ids).toEqual(expect.arrayContaining(idsOf(others)));
			expect(ids.length).toBeGreaterThanOrEqual(others.length + PAGE - 1);
			expect(gaps).toEqual([NEWEST]);
			expect(stuck).toBe(0);
		},
	);

	test('10,000 leads take 106 requests at most', async () => {
		const leads = oneEach(10_000, 7);
		const { ids, requests } = await read(leads, behaviour);
		expect(ids.length).toBe(10_000);
		expect(requests).toBeLessThanOrEqual(106);
	});
});

const anyBehaviour: Behaviour = { isInclusive: true, hasEndCursor: false };

test('a limit asks for nothing that it does not need', async () => {
	const { readPage, requests } = service(oneEach(1000, 7), anyBehaviour);
	const paging = followTimes(() => {});
	const found = await collect(readPages(readPage, paging, () => {}, { limit: 100 }));
	expect(found).toHaveLength(100);
	expect(requests()).toBe(1);
});

test('a cursor that is no time is sent as it is given', async () => {
	const asked: Array<string | undefined> = [];
	const pages = [oneEach(100, 7), leadsAt([5000, 6000])];
	const readPage = async ({ cursor }: PageRequest) => {
		asked.push(cursor);
		const page = pages[asked.length - 1] ?? [];
		return {
			records: page.map((lead) => ({ ...lead, id: `${asked.length} ${lead.id}` })),
			next: asked.length < 2 ? 'b3BhcXVl' : '',
		};
	};
	expect(
		await collect(
			readPages(
				readPage,
				followTimes(() => {}),
				() => {},
			),
		),
	).toHaveLength(102);
	expect(asked).toEqual([undefined, 'b3BhcXVl']);
});

test('pages that a filter has emptied are passed, as long as their cursor goes back in time', async () => {
	const leads = oneEach(1000, 7);
	const wanted = (lead: Lead) => ['lead0', 'lead950'].includes(lead.id);
	const { readPage } = service(leads, anyBehaviour);
	const filtered = async (request: PageRequest) => {
		const { records, next } = await readPage(request);
		return { records: records.filter(wanted), next };
	};
	const found = await collect(
		readPages(
			filtered,
			followTimes(() => {}),
			() => {},
		),
	);
	expect(found.map(({ id }) => id)).toEqual(['lead0', 'lead950']);
});

test('a service that knows no cursor gets nowhere: that is told', async () => {
	let stuck = 0;
	const readPage = async () => ({ records: oneEach(100, 7), next: String(NEWEST - 99 * 7) });
	const found = await collect(
		readPages(
			readPage,
			followTimes(() => {}),
			() => stuck++,
		),
	);
	expect(found).toHaveLength(100);
	expect(stuck).toBe(1);
});

test('the last lead again and again at the end, with a cursor: nothing is missing, nothing is told', async () => {
	const { readPage } = service(oneEach(150, 7), { ...anyBehaviour, isInclusive: false });
	let stuck = 0;
	const last = String(NEWEST - 149 * 7);
	const repeating = async (request: PageRequest) => {
		const page = await readPage(request);
		return page.records.length > 0
			? { ...page, next: page.records.at(-1)?.lead_date_ms }
			: { records: [{ id: 'lead149', lead_date_ms: last }], next: last };
	};
	const found = await collect(
		readPages(
			repeating,
			followTimes(() => {}),
			() => stuck++,
		),
	);
	expect(found).toHaveLength(150);
	expect(stuck).toBe(0);
});
