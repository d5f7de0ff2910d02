import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { PartyKind } from '../api/campaigns';
import { capsOf, isReached, periodOf, toRecord, typeIn, type Cap } from './caps';
import type { TriggerEvent } from './event';
import { campaignIn, readParties } from './parties';
import { isChosen, wasWatched } from './scope';
import type { Watch } from './watch';

const PARTIES: PartyKind[] = ['buyers', 'suppliers'];

function readKinds(watch: Watch): PartyKind[] {
	const wanted = watch.chosen('capsOf');
	return PARTIES.filter((kind) => wanted.length === 0 || wanted.includes(kind));
}

const readPercentage = (watch: Watch) => watch.number('percentage', 'Percentage', 100, 1);

const readCaps = async (watch: Watch): Promise<Cap[]> =>
	(await readParties(watch, readKinds(watch))).flatMap(capsOf);

/**
 * Caps of which the percentage is used, once in each period, and again where what is used fell below
 * it and rose. That it is another period is told by the date in the time zone: where Lead Prosper
 * counts in another one, a cap that is still used up at midnight comes twice.
 */
export const capReached: TriggerEvent = {
	async poll(watch, memory) {
		const percentage = readPercentage(watch);
		const rule = [percentage, ...readKinds(watch)].join(',');
		const before = isObject(memory?.reached) ? memory.reached : {};
		const periodNow = (type: string) => periodOf(type, watch.now, watch.timezone);
		// One that is not listed for once is not forgotten as long as its period lasts.
		const reached: Record<string, unknown> = Object.fromEntries(
			Object.entries(before).filter(
				([key, period]) => isChosen(watch, campaignIn(key)) && period === periodNow(typeIn(key)),
			),
		);
		const records: IDataObject[] = [];
		for (const cap of await readCaps(watch)) {
			const { key, type } = cap;
			const period = periodNow(type);
			if (!isReached(cap, percentage)) {
				delete reached[key];
				continue;
			}
			const isOld = memory?.rule !== rule || !wasWatched(memory, campaignIn(key));
			if (reached[key] !== period && !isOld) records.push(toRecord(cap, period));
			reached[key] = period;
		}
		return { records, memory: { rule, reached } };
	},
	async sample(watch) {
		const caps = await readCaps(watch);
		const share = ({ used, limit }: Cap) => used / limit;
		const [fullest] = caps.sort((a, b) => share(b) - share(a));
		return fullest && toRecord(fullest, periodOf(fullest.type, watch.now, watch.timezone));
	},
	nothing: 'The campaigns that were chosen have no caps.',
};
