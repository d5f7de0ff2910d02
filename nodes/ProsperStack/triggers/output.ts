import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Shape } from '../../shared/fields/output';
import { oldestFirst, type FlowEvent } from './events/flowEvent';
import { isWanted, type Wanted } from './settings';

/** The items of those events that the user wants, oldest first. */
export function toItems(events: FlowEvent[], wanted: Wanted): INodeExecutionData[] {
	return oldestFirst(events)
		.filter((event) => isWanted(event, wanted))
		.flatMap((event) => toRecords(event, wanted.shape).map((json) => ({ json })));
}

/**
 * The event's own fields, then the session's. Both have a `created_at`: the event's keeps the name,
 * the session's becomes `session_created_at`.
 */
function toRecords({ id, event, createdAt, session }: FlowEvent, shape: Shape): IDataObject[] {
	const head = { event, event_id: id, created_at: createdAt };
	const { created_at: session_created_at, ...fields } = session;
	const record = { ...fields, session_created_at };
	return [shape(record)].flat().map((output) => ({ ...head, ...output }));
}
