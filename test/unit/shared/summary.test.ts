import { createSummary, type Grouping, type Totals } from '../../../nodes/shared/summary';

interface Fruit {
	id?: number | string | null;
	name?: string;
	color?: string;
}

const byId: Grouping<Fruit> = { key: ({ id }) => id, columns: ({ id, name }) => ({ id, name }) };
const byColor: Grouping<Fruit> = { key: ({ color }) => color, columns: ({ color }) => ({ color }) };
const counts: Totals<Fruit, { count: number }> = {
	start: () => ({ count: 0 }),
	add: (sum) => sum.count++,
};

const summaryOf = (groupings: Array<Grouping<Fruit>>, fruits: Fruit[]) => {
	const summary = createSummary(groupings, counts);
	fruits.forEach(summary.add);
	return summary.rows().map(({ group, sum }) => ({ ...group, ...sum }));
};

test('a row for each combination that occurs, those of the most records first', () => {
	const fruits = [
		{ id: 2, name: 'kiwi', color: 'green' },
		{ id: 1, name: 'apple', color: 'red' },
		{ id: 1, name: 'apple', color: 'green' },
		{ id: 1, name: 'apple', color: 'red' },
	];
	expect(summaryOf([byId, byColor], fruits)).toEqual([
		{ id: 1, name: 'apple', color: 'red', count: 2 },
		{ id: 1, name: 'apple', color: 'green', count: 1 },
		{ id: 2, name: 'kiwi', color: 'green', count: 1 },
	]);
});

test('the order of equal rows does not depend on the order of the records', () => {
	const fruits = ['c', 'a', 'b'].map((color) => ({ color }));
	expect(summaryOf([byColor], fruits)).toEqual(summaryOf([byColor], [...fruits].reverse()));
});

test('an id is the same as number and as text; what one record does not say another may', () => {
	const fruits = [{ id: 1 }, { id: '1', name: 'apple' }, { id: 1, name: 'malus' }];
	expect(summaryOf([byId], fruits)).toEqual([{ id: 1, name: 'apple', count: 3 }]);
});

test('records without the field have a row of their own, with empty columns', () => {
	const fruits = [{}, { id: null }, { id: 'null' }];
	expect(summaryOf([byId], fruits)).toEqual([
		{ id: null, name: null, count: 2 },
		{ id: 'null', name: null, count: 1 },
	]);
});

test('without a grouping one row, also of nothing; with one, none of nothing', () => {
	expect(summaryOf([], [{}, {}])).toEqual([{ count: 2 }]);
	expect(summaryOf([], [])).toEqual([{ count: 0 }]);
	expect(summaryOf([byId], [])).toEqual([]);
});
