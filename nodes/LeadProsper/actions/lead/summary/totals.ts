import type { IDataObject } from 'n8n-workflow';
import { decimalValue, minus, plus, ZERO } from '../../../../shared/decimals';
import { percentOf } from '../../../../shared/numbers';
import type { Totals } from '../../../../shared/summary';
import type { LeadPart } from './leadPart';

const start = () => ({
	leads: 0,
	accepted: 0,
	returned: 0,
	cost: ZERO,
	revenue: ZERO,
	returnedCost: ZERO,
	returnedRevenue: ZERO,
});

type LeadSum = ReturnType<typeof start>;

/** What is counted of leads, and added up of their money. */
export const leadTotals: Totals<LeadPart, LeadSum> = {
	start,
	add(sum, { isAccepted, isReturned, cost, revenue }) {
		sum.leads++;
		if (isAccepted) sum.accepted++;
		sum.cost = plus(sum.cost, cost);
		sum.revenue = plus(sum.revenue, revenue);
		if (!isReturned) return;
		sum.returned++;
		sum.returnedCost = plus(sum.returnedCost, cost);
		sum.returnedRevenue = plus(sum.returnedRevenue, revenue);
	},
};

/** The columns of a row. Percentages are null where there is nothing to take them of. */
export const totalColumns = (sum: LeadSum): IDataObject => ({
	leads: sum.leads,
	accepted: sum.accepted,
	accepted_percent: sum.leads > 0 ? percentOf(sum.accepted, sum.leads) : null,
	returned: sum.returned,
	returned_percent: sum.accepted > 0 ? percentOf(sum.returned, sum.accepted) : null,
	cost: decimalValue(sum.cost),
	revenue: decimalValue(sum.revenue),
	profit: decimalValue(minus(sum.revenue, sum.cost)),
	returned_cost: decimalValue(sum.returnedCost),
	returned_revenue: decimalValue(sum.returnedRevenue),
});
