import { isReturned } from '../../../nodes/LeadProsper/api/sales';
import { simplifyLead } from '../../../nodes/LeadProsper/fields/leadOutput';

/** What the filter Returned and Get Summary say of a lead, and what its output says. */
test.each([
	[true, true],
	[1, true],
	['2026-03-01', true],
	[false, false],
	[0, false],
	['no', false],
	['', false],
	[null, false],
	[undefined, false],
])('returned: %j counts as returned: %s', (returned, expected) => {
	expect(isReturned({ returned })).toBe(expected);
	expect(simplifyLead({ returned }, 'UTC').returned).toBe(expected);
});
