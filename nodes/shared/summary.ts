import type { IDataObject } from 'n8n-workflow';

/** One way to tell records apart, such as by campaign. */
export interface Grouping<Part> {
	/** What records of the same row have in common; undefined or null where a record has nothing. */
	key(part: Part): unknown;
	/** The columns that name it in the row, undefined where the record does not say. */
	columns(part: Part): IDataObject;
}

/** What is counted and added up in each row. */
export interface Totals<Part, Sum> {
	/** The sums of a row that nothing was added to yet. */
	start(): Sum;
	/** Adds a record to the sums of its row. */
	add(sum: Sum, part: Part): void;
}

export interface SummaryRow<Sum> {
	/** The columns of the groupings, in their order. */
	group: IDataObject;
	sum: Sum;
}

/** Counts of records by row. It keeps the sums only: what was added can be forgotten. */
export interface Summary<Part, Sum> {
	add(part: Part): void;
	/** The rows, those of the most records first. */
	rows(): Array<SummaryRow<Sum>>;
}

/**
 * Makes a summary with a row for each combination of groups that occurs.
 *
 * @param chosen none of them: one row for all records, also where there are none
 */
export function createSummary<Part, Sum>(
	chosen: Iterable<Grouping<Part>>,
	totals: Totals<Part, Sum>,
): Summary<Part, Sum> {
	const groupings = [...chosen];
	const newRow = () => ({ group: {}, sum: totals.start(), size: 0 });
	const rows = new Map<string, SummaryRow<Sum> & { size: number }>();
	if (groupings.length === 0) rows.set(keyOf([]), newRow());

	return {
		add(part) {
			const key = keyOf(groupings.map((grouping) => grouping.key(part)));
			const row = rows.get(key) ?? newRow();
			rows.set(key, row);
			for (const { columns } of groupings) fillIn(row.group, columns(part));
			totals.add(row.sum, part);
			row.size++;
		},
		rows() {
			return [...rows]
				.sort(([a, one], [b, other]) => other.size - one.size || (a < b ? -1 : 1))
				.map(([, { group, sum }]) => ({ group, sum }));
		},
	};
}

/** An id is the same as number and as text. */
const keyOf = (values: unknown[]) =>
	JSON.stringify(
		values.map((value) => (value === undefined || value === null ? null : String(value))),
	);

/** Fills in what the records before did not say. */
function fillIn(group: IDataObject, columns: IDataObject) {
	for (const [name, value] of Object.entries(columns)) group[name] ??= value ?? null;
}
