import type { IDataObject } from 'n8n-workflow';
import { asObject } from '../../../shared/json';

/** An event of the API: `{id, event, data, created_at}`, with its time as a number. */
export interface FlowEvent {
	id: string;
	/** Such as `flow_session_completed`. */
	event: string;
	/** As answered; null where an event was taken from a delivery, which has no time. */
	createdAt: string | null;
	/** The same in milliseconds since 1970. */
	at: number;
	/** The flow session, as it was when the event occurred. */
	session: IDataObject;
}

/** Undefined for what is no event: it could neither be told from others nor put in order. */
export function toFlowEvent(record: IDataObject): FlowEvent | undefined {
	const { id, event, created_at: createdAt, data } = record;
	if (typeof id !== 'string' || typeof event !== 'string') return undefined;
	const text = typeof createdAt === 'string' ? createdAt : null;
	const at = Date.parse(text ?? '');
	return {
		id,
		event,
		createdAt: text,
		at: Number.isNaN(at) ? Date.now() : at,
		session: asObject(data),
	};
}

export const oldestFirst = (events: FlowEvent[]) => [...events].sort((a, b) => a.at - b.at);
