import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { simplifySession } from '../fields/simplifySession';
import { oldestFirst, type FlowEvent } from './events/flowEvent';
import { isWanted, type Wanted } from './settings';

/** The items of those events that the user wants, oldest first. */
export function toItems(events: FlowEvent[], wanted: Wanted): INodeExecutionData[] {
	return oldestFirst(events)
		.filter((event) => isWanted(event, wanted))
		.map((event) => ({ json: toJson(event, wanted.simplify) }));
}

/**
 * The event's own fields, then the session's. Both have a `created_at`: the event's keeps the name,
 * the session's becomes `session_created_at`.
 */
function toJson({ id, event, createdAt, session }: FlowEvent, simplify: boolean): IDataObject {
	const head = { event, event_id: id, created_at: createdAt };
	if (simplify) return { ...head, ...simplifySession(session) };
	const { created_at: sessionCreatedAt, ...fields } = session;
	return { ...head, ...fields, session_created_at: sessionCreatedAt };
}
