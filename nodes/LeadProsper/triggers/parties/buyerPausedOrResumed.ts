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
 * Buyers that were paused or resumed since the last poll. A buyer that was paused and resumed again
 * between two polls is not noticed. A buyer that is seen for the first time is only remembered.
 */
export const buyerPausedOrResumed: TriggerEvent = {
	async poll(watch, memory) {
		const before = isObject(memory?.paused) ? memory.paused : {};
		const wanted = watch.chosen('buyerChanges');
		// A buyer that is missing from one answer of the service stays remembered.
		const paused: Record<string, unknown> = Object.fromEntries(
			Object.entries(before).filter(([key]) => isChosen(watch, campaignIn(key))),
		);
		const records: IDataObject[] = [];
		const { parties, missing } = await readParties(watch, ['buyers'], memory);
		for (const buyer of parties) {
			const { key } = buyer;
			const now = isPaused(buyer.party) ? 1 : 0;
			const changed = wasWatched(memory, campaignIn(key)) && key in before && before[key] !== now;
			paused[key] = now;
			if (!changed) continue;
			const record = buyerRecord(buyer);
			if (wanted.length === 0 || wanted.includes(String(record.change))) records.push(record);
		}
		return { records, memory: { paused, missing } };
	},
	async sample(watch) {
		const { parties } = await readParties(watch, ['buyers']);
		const buyer = parties.find(({ party }) => isPaused(party)) ?? parties[0];
		return buyer && buyerRecord(buyer);
	},
	nothing: 'The campaigns that were chosen have no buyers.',
};
