import type { INode } from 'n8n-workflow';
import { checkBoolean } from '../../../nodes/shared/fields/booleans';

const node = { name: 'Node' } as INode;
const check = (value: unknown) => checkBoolean(node, 0, 'Test Mode', value);

test.each([true, 'true', ' TRUE ', 1, '1', 'yes'])('%j is on', (value) => {
	expect(check(value)).toBe(true);
});

test.each([false, 'false', 'False', 0, '0', 'no'])('%j is off', (value) => {
	expect(check(value)).toBe(false);
});

test.each([
	[undefined, 'empty'],
	[null, 'empty'],
	['', 'empty'],
	['maybe', '“maybe”'],
	[2, '“2”'],
])('%j is refused', (value, given) => {
	expect(() => check(value)).toThrow(`Test Mode must be true or false, and is ${given}`);
});
