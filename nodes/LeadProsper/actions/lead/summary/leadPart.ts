import type { IDataObject } from 'n8n-workflow';
import { objectsIn } from '../../../../shared/json';
import { shareOut, toDecimal, ZERO, type Decimal } from '../../../../shared/decimals';
import { isAccepted, isReturned } from '../../../api/sales';

/** What of a lead belongs into one row: the whole lead, or one buyer's part in it. */
export interface LeadPart {
	lead: IDataObject;
	/** The campaign whose list the lead is in. */
	campaign: string;
	/** The buyer whose part it is; undefined for the whole lead. */
	buyer?: IDataObject;
	isAccepted: boolean;
	isReturned: boolean;
	cost: Decimal;
	revenue: Decimal;
}

const amountOf = (value: unknown) => toDecimal(value) ?? ZERO;

/** A lead as one part: its own result, cost and revenue. */
export const wholeLead = (lead: IDataObject, campaign: string): LeadPart => ({
	lead,
	campaign,
	isAccepted: isAccepted(lead),
	isReturned: isReturned(lead),
	cost: amountOf(lead.cost),
	revenue: amountOf(lead.revenue),
});

/**
 * A lead as the buyers' parts: one for each buyer that it was offered to, with this buyer's result and
 * price. A lead has one cost, which those who bought it share by their prices. A lead that nobody bought
 * also has one part without a buyer, so that its cost is not lost.
 */
export function partsOfBuyers(lead: IDataObject, campaign: string): LeadPart[] {
	const whole = wholeLead(lead, campaign);
	const offered = objectsIn(lead.buyers);
	const buyers = offered.filter(isAccepted);
	const prices = buyers.map((buyer) => amountOf(buyer.sell_price));
	const costs = shareOut(whole.cost, prices);
	const parts = offered.map((buyer): LeadPart => {
		const place = buyers.indexOf(buyer);
		const hasBought = place !== -1;
		return {
			lead,
			campaign,
			buyer,
			isAccepted: hasBought,
			isReturned: hasBought && whole.isReturned,
			cost: costs[place] ?? ZERO,
			revenue: prices[place] ?? ZERO,
		};
	});
	return buyers.length > 0 ? parts : [...parts, whole];
}

/** Whether a sold lead lacks an amount that can be read, so that the sums are too low. */
export const lacksAmount = (lead: IDataObject) =>
	isAccepted(lead) && [lead.cost, lead.revenue].some((amount) => toDecimal(amount) === undefined);
