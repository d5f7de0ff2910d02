import type { IDataObject } from 'n8n-workflow';
import { toBoolean } from '../../shared/fields/booleans';

/** Of a lead: whether it was sold. Of one of its `buyers`: whether this one bought it. */
export const isAccepted = ({ status }: IDataObject) => String(status).toUpperCase() === 'ACCEPTED';

/**
 * Whether a lead was returned. The field is not in the cheat sheet, and was seen as true. A date or
 * another word that is no “no” counts, too; a lead without the field was not returned.
 */
export const isReturned = ({ returned }: IDataObject) => toBoolean(returned) ?? Boolean(returned);

/** Of so many sold leads some are returned, as a rule. */
const ENOUGH_TO_TELL = 100;

/** Watches the leads that are read, for whether Lead Prosper says of any that it was returned. */
export function watchReturns() {
	let sold = 0;
	let isTold = false;
	return {
		see(lead: IDataObject) {
			if (isAccepted(lead)) sold++;
			isTold ||= lead.returned !== undefined;
		},
		/** What is to be told after the reading; undefined where there is no doubt. */
		doubt: () =>
			isTold || sold < ENOUGH_TO_TELL
				? undefined
				: `Of ${sold} accepted leads none says whether it was returned. If some were, Lead Prosper does not show it in lists: then they count as not returned here.`,
	};
}
