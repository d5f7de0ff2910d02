import type { IDataObject } from 'n8n-workflow';
import type { PartyKind } from '../../api/campaigns';
import { isReached } from '../../api/caps';
import type { TriggerEvent } from '../event';
import type { Watch } from '../watch';
import { wasWatched } from '../watchedCampaigns';
import { campaignIn, readParties } from './readParties';
import { isArmedAgain, isLaterPeriod, stillTold } from './toldCaps';
import { capsOf, periodOf, capRecord, type WatchedCap } from './watchedCaps';

const PARTIES: PartyKind[] = ['buyers', 'suppliers'];

function readKinds(watch: Watch): PartyKind[] {
	const wanted = watch.chosen('capsOf');
	return PARTIES.filter((kind) => wanted.length === 0 || wanted.includes(kind));
}

const readPercentage = (watch: Watch) => watch.number('percentage', 'Percentage', 100, 1);

async function readWatchedCaps(watch: Watch, memory?: IDataObject) {
	const { parties, missing } = await readParties(watch, readKinds(watch), memory);
	return { caps: parties.flatMap(capsOf), missing };
}

/**
 * Caps that are used up to the user's percentage, each once in its day, week or month. In the same
 * period a cap comes again only after a reset, or when a changed limit is reached.
 *
 * The service does not say when a period begins, so it is taken from the date in the user's time
 * zone. If Lead Prosper counts in another time zone, or resets a cap more than an hour late, then a
 * cap that is full at midnight comes twice.
 */
export const capReached: TriggerEvent = {
	async poll(watch, memory) {
		const percentage = readPercentage(watch);
		const rule = [percentage, ...readKinds(watch)].join(',');
		const isSameRule = memory?.rule === rule;
		const { caps, missing } = await readWatchedCaps(watch, memory);
		const told = stillTold(watch, isSameRule ? memory.told : undefined, caps);
		const records: IDataObject[] = [];
		for (const cap of caps) {
			const { key, type, limit } = cap;
			const last = told[key];
			if (!isReached(cap, percentage)) {
				if (last && isArmedAgain(cap, last, percentage)) delete told[key];
				continue;
			}
			if (last && !isLaterPeriod(watch, memory, cap, last)) continue;
			const period = periodOf(type, watch.now, watch.timezone);
			told[key] = { period, limit };
			const isOld = !isSameRule || !wasWatched(memory, campaignIn(key));
			if (!isOld) records.push(capRecord(cap, period));
		}
		return { records, memory: { rule, told, missing } };
	},
	async sample(watch) {
		const { caps } = await readWatchedCaps(watch);
		const share = ({ used, limit }: WatchedCap) => used / limit;
		const [fullest] = caps.sort((a, b) => share(b) - share(a));
		return fullest && capRecord(fullest, periodOf(fullest.type, watch.now, watch.timezone));
	},
	nothing: 'The campaigns that were chosen have no caps.',
};
