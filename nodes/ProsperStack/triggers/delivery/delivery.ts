import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import { toFlowEvent, type FlowEvent } from '../events/flowEvent';

/** One POST to the webhook. */
export interface Delivery {
	id: string;
	/** What its body says, which anyone can write; undefined if it is no event. */
	asSent: FlowEvent | undefined;
}

/** An event's ID is an ID, not a novel. */
const LONGEST_ID = 200;

/** Undefined for what can't be an event. */
export function toDelivery(body: IDataObject): Delivery | undefined {
	if (!isObject(body) || typeof body.event_id !== 'string') return undefined;
	const { event_id: id, event, data } = body;
	if (id === '' || id.length > LONGEST_ID) return undefined;
	return { id, asSent: toFlowEvent({ id, event, data }) };
}
