import { sleep } from 'n8n-workflow';
import { ofTheLastMinute } from '../../../shared/lastMinute';
import { FULL_PAGE } from '../../../shared/pages';

/**
 * Readings begin at most this often for each page that they read: quickly while there are few, and
 * seldom enough that a flood of deliveries leaves some of the service's 100 requests a minute to
 * look-ups and to others.
 */
const QUICK_PAGES = 40;
const QUICK_MS = 300;
const SLOW_MS = 1_500;
/** Those who ask at nearly the same moment share one. */
const GATHER_MS = 10;

export interface Pace {
	/** Waits until the next reading may begin. */
	wait(): Promise<void>;
	/** To be called when a reading has ended, with the number of events that it gave. */
	hasRead(events: number): void;
}

export function createPace(): Pace {
	/** When each page was read, in milliseconds since 1970; all pages of a reading at its beginning. */
	let pages: number[] = [];
	let lastPages = 1;
	return {
		async wait() {
			pages = ofTheLastMinute(pages);
			const gap = pages.length < QUICK_PAGES ? QUICK_MS : SLOW_MS * lastPages;
			const ms = (pages.at(-1) ?? -Infinity) + gap - Date.now();
			await sleep(Math.max(ms, GATHER_MS));
			pages.push(Date.now());
			lastPages = 1;
		},
		hasRead(events) {
			lastPages = Math.max(1, Math.ceil(events / FULL_PAGE));
			const [began = Date.now()] = pages.slice(-1);
			for (let page = 1; page < lastPages; page++) pages.push(began);
		},
	};
}
