import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import { isPaused } from '../../api/campaigns';
import type { TriggerEvent } from '../event';
import { isChosen, wasWatched } from '../watchedCampaigns';
import { campaignIn, readParties, whoIs, type Party } from './readParties';

const buyerRecord = (buyer: Party): IDataObject => ({
	change: isPaused(buyer.party) ? 'paused' : 'resumed',
	...whoIs(buyer),
	paused: isPaused(buyer.party),
});

/**
 * Buyers whose state is another one than at the last poll. A buyer that is paused and resumed
 * between two polls has not changed; one that is seen for the first time neither.
 */
export const buyerPausedOrResumed: TriggerEvent = {
	async poll(watch, memory) {
		const before = isObject(memory?.paused) ? memory.paused : {};
		const wanted = watch.chosen('buyerChanges');
		// One that is not listed for once is not forgotten.
		const paused: Record<string, unknown> = Object.fromEntries(
			Object.entries(before).filter(([key]) => isChosen(watch, campaignIn(key))),
		);
		const records: IDataObject[] = [];
		for (const buyer of await readParties(watch, ['buyers'])) {
			const { key } = buyer;
			const now = isPaused(buyer.party) ? 1 : 0;
			const changed = wasWatched(memory, campaignIn(key)) && key in before && before[key] !== now;
			paused[key] = now;
			if (!changed) continue;
			const record = buyerRecord(buyer);
			if (wanted.length === 0 || wanted.includes(String(record.change))) records.push(record);
		}
		return { records, memory: { paused } };
	},
	async sample(watch) {
		const buyers = await readParties(watch, ['buyers']);
		const buyer = buyers.find(({ party }) => isPaused(party)) ?? buyers[0];
		return buyer && buyerRecord(buyer);
	},
	nothing: 'The campaigns that were chosen have no buyers.',
};
