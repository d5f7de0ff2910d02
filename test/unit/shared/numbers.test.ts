import { percentOf } from '../../../nodes/shared/numbers';

test.each([
	[1, 3, 33.3],
	[1999, 2000, 99.9],
	[2000, 2000, 100],
	[0, 5, 0],
])('%i of %i are %d %%', (part, whole, percent) => {
	expect(percentOf(part, whole)).toBe(percent);
});
