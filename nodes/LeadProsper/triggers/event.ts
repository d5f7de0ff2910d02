import type { IDataObject } from 'n8n-workflow';
import type { Watch } from './watch';

/** One of the events that the trigger can watch for. */
export interface TriggerEvent {
	/**
	 * Reads what has happened since the last poll.
	 *
	 * @param memory the `memory` that the last poll returned; undefined for the first poll
	 * @throws if anything could not be read. Then this poll outputs and remembers nothing, and the
	 *   next poll starts from the same memory.
	 * @param beginFrom of the first poll: what happened at this time or later is new, in milliseconds since
	 *   1970
	 */
	poll(watch: Watch, memory: IDataObject | undefined, beginFrom?: number): Promise<Polled>;
	/** Reads a real record for a test in the editor, as it would come out; undefined if there is none. */
	sample(watch: Watch): Promise<IDataObject | IDataObject[] | undefined>;
	/** The text for when there is no sample: why, and what to do. */
	nothing: string;
}

export interface Polled {
	/** What has happened since the last poll. */
	records: IDataObject[];
	/** What the next poll must know. */
	memory: IDataObject;
}
