import type { IDataObject } from 'n8n-workflow';
import type { Watch } from './watch';

/** What a trigger can watch for. */
export interface TriggerEvent {
	/**
	 * One poll. Throws where anything could not be read: then nothing is put out or remembered, and
	 * the next poll begins where this one did.
	 *
	 * @param memory what the last poll gave to remember; undefined for the first one
	 */
	poll(watch: Watch, memory: IDataObject | undefined): Promise<Polled>;
	/** A real record for a test in the editor; undefined if there is none. */
	sample(watch: Watch): Promise<IDataObject | undefined>;
	/** Why there is no sample, and what to do. */
	nothing: string;
}

export interface Polled {
	/** What has happened since the last poll. */
	records: IDataObject[];
	memory: IDataObject;
}
