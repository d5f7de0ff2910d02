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

/**
 * Whether a session that ended saved or canceled shows no MRR that can be read, so that the sums are too
 * low.
 */
export const lacksMrr = (session: IDataObject) =>
	['saved', 'canceled'].includes(String(session.status)) && mrrOf(session) === undefined;

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
