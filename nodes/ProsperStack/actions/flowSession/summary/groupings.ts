import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { asObject, objectsIn } from '../../../../shared/json';
import type { Grouping } from '../../../../shared/summary';
import { reasonOf } from '../../../fields/sessionOutput';

/** What of a session belongs into one row: the whole session, or what concerns one offer. */
export interface SessionPart {
	session: IDataObject;
	/** The offer shown; undefined for the whole session. */
	offer?: IDataObject;
}

/** With this grouping a session counts once for each offer, see `partsOfOffers`. */
export const BY_OFFER_SHOWN = 'offerShown';

/** The choices of Group By. */
export const GROUPINGS: INodePropertyOptions[] = [
	{ name: 'Flow', value: 'flow' },
	{ name: 'Offer Accepted', value: 'offerAccepted' },
	{
		name: 'Offer Shown',
		value: BY_OFFER_SHOWN,
		description:
			'A session counts for each offer that was shown in it, and without an offer where none was',
	},
	{
		name: 'Reason',
		value: 'reason',
		description: 'The reason for leaving, else the answer to the primary question',
	},
	{ name: 'Status', value: 'status' },
];

const offerAccepted = ({ session }: SessionPart) => asObject(session.offer_accepted);

const groupings: Record<string, Grouping<SessionPart>> = {
	flow: {
		key: ({ session }) => asObject(session.flow).id,
		columns: ({ session }) => {
			const { id, name } = asObject(session.flow);
			return { flow_id: id, flow_name: name };
		},
	},
	offerAccepted: {
		key: (part) => offerAccepted(part).id,
		columns: (part) => {
			const { id, name, type } = offerAccepted(part);
			return { offer_accepted_id: id, offer_accepted: name, offer_accepted_type: type };
		},
	},
	[BY_OFFER_SHOWN]: {
		key: ({ offer }) => offer?.id,
		columns: ({ offer }) => ({
			offer_shown_id: offer?.id,
			offer_shown: offer?.name,
			offer_shown_type: offer?.type,
		}),
	},
	reason: {
		key: ({ session }) => reasonOf(session) ?? asObject(session.cancel_reason).reason_code,
		columns: ({ session }) => ({
			reason: reasonOf(session),
			reason_code: asObject(session.cancel_reason).reason_code,
		}),
	},
	status: {
		key: ({ session }) => session.status,
		columns: ({ session }) => ({ status: session.status }),
	},
};

/** The grouping for a choice of Group By; undefined where there is none of this name. */
export const groupingNamed = (name: string): Grouping<SessionPart> | undefined =>
	Object.hasOwn(groupings, name) ? groupings[name] : undefined;

/** A session once for each offer that was shown in it, and once without an offer where none was. */
export function partsOfOffers(session: IDataObject): SessionPart[] {
	const offers = new Map(objectsIn(session.offers_presented).map((offer) => [offer.id, offer]));
	return offers.size > 0
		? [...offers.values()].map((offer) => ({ session, offer }))
		: [{ session }];
}
