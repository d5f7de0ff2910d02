import type { IDataObject } from 'n8n-workflow';
import { decimalValue, plus, toDecimal, ZERO } from '../../../../shared/decimals';
import { asObject } from '../../../../shared/json';
import { percentOf } from '../../../../shared/numbers';
import type { Totals } from '../../../../shared/summary';
import type { SessionPart } from './groupings';

const start = () => ({
	sessions: 0,
	saved: 0,
	canceled: 0,
	deflected: 0,
	incomplete: 0,
	mrrSaved: ZERO,
	mrrLost: ZERO,
});

type SessionSum = ReturnType<typeof start>;

const mrrOf = (session: IDataObject) => toDecimal(asObject(session.subscription).mrr);

/** What is counted of sessions, and added up of their subscriptions' monthly recurring revenue. */
export const sessionTotals: Totals<SessionPart, SessionSum> = {
	start,
	add(sum, { session }) {
		const mrr = mrrOf(session) ?? ZERO;
		sum.sessions++;
		if (session.status === 'saved') {
			sum.saved++;
			sum.mrrSaved = plus(sum.mrrSaved, mrr);
		}
		if (session.status === 'canceled') {
			sum.canceled++;
			sum.mrrLost = plus(sum.mrrLost, mrr);
		}
		if (session.status === 'deflected') sum.deflected++;
		if (session.status === 'incomplete') sum.incomplete++;
	},
};

/** Where so many canceled sessions all have an MRR of 0, that is no accident. */
const ENOUGH_TO_TELL = 10;

/** Watches the sessions that are read for an MRR that is missing or 0: the sums are too low then. */
export function watchMrr() {
	let missing = 0;
	let canceled = 0;
	let hasLost = false;
	return {
		see(session: IDataObject) {
			const { status } = session;
			if (status !== 'saved' && status !== 'canceled') return;
			const mrr = mrrOf(session);
			if (mrr === undefined) missing++;
			else if (status === 'canceled') {
				canceled++;
				hasLost ||= mrr.units !== 0n;
			}
		},
		/** What is to be told after the reading. */
		doubts(): string[] {
			const sessions = missing === 1 ? 'session shows' : 'sessions show';
			return [
				...(missing > 0
					? [
							`${missing} saved or canceled ${sessions} no MRR that can be read. What is missing counts as 0.`,
						]
					: []),
				...(canceled >= ENOUGH_TO_TELL && !hasLost
					? [
							`All ${canceled} canceled sessions show an MRR of 0. If ProsperStack clears it when a subscription is canceled, MRR lost can’t be told from the sessions.`,
						]
					: []),
			];
		},
	};
}

/** The columns of a row. The save rate is null where no session ended saved or canceled. */
export function totalColumns(sum: SessionSum): IDataObject {
	const decided = sum.saved + sum.canceled;
	return {
		sessions: sum.sessions,
		saved: sum.saved,
		canceled: sum.canceled,
		deflected: sum.deflected,
		incomplete: sum.incomplete,
		save_rate_percent: decided > 0 ? percentOf(sum.saved, decided) : null,
		mrr_saved: decimalValue(sum.mrrSaved),
		mrr_lost: decimalValue(sum.mrrLost),
	};
}
