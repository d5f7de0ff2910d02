import type { INode } from 'n8n-workflow';
import { toPropertyValue } from '../../../nodes/ProsperStack/fields/propertyValue';

const node = { name: 'Node', type: 'test', typeVersion: 1 } as INode;
const convert = (type: string, value: unknown, zone = 'America/New_York') =>
	toPropertyValue(node, 2, { key: 'plan', name: 'Plan', type }, value as string, zone);

describe('toPropertyValue', () => {
	test.each([
		['boolean', 'T', true],
		['boolean', 0, false],
		['number', '.5', 0.5],
		['number', '+3', 3],
		['number', '-0', -0],
		['text', 0, '0'],
		['text', false, 'false'],
	])('%s: %p becomes %p', (type, value, wanted) => {
		expect(convert(type, value)).toBe(wanted);
	});

	test.each([
		['America/New_York', '2026-01-30'],
		['Asia/Tokyo', '2026-01-31'],
	])('a moment is the date that it has in %s', (zone, date) => {
		expect(convert('date', '2026-01-31T03:00:00Z', zone)).toBe(date);
	});

	test.each([[['a', 1]], [{ a: 1 }], ['text'], [true]])(
		'a type that is not documented gets %j as it is',
		(value) => {
			expect(convert('list', value)).toEqual(value);
		},
	);

	test.each([
		['boolean', 'wahr', 'The property “plan” takes true or false, not “wahr”'],
		['boolean', {}, 'The property “plan” takes true or false, not {}'],
		['number', '1 000', 'The property “plan” takes a number such as 5800 or 12.5, not “1 000”'],
		['number', NaN, 'The property “plan” takes a number such as 5800 or 12.5, not “NaN”'],
		['number', [7], 'The property “plan” takes a number such as 5800 or 12.5, not [7]'],
		['number', '1e-400', 'The property “plan” takes a number of at most 15 digits'],
		['text', [], 'The property “plan” takes a text, not []'],
		['date', '2026-02-30', 'The property “plan” is not a date: “2026-02-30”'],
	])('%s: %p is refused', (type, value, message) => {
		expect(() => convert(type, value)).toThrow(message);
	});
});
