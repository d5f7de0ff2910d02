import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Asked } from './failureTexts';
import type { Expectation } from './outcome';

/** A request to a service, as an operation or a trigger asks for it. */
export interface ApiRequest<T> extends Omit<Asked, 'writes'> {
	/** What the answer must be; anything else is a failure of the service. */
	expect: Expectation<T>;
	/**
	 * Of a write: finds the record where the answer was a success that doesn't show it. Where it isn't
	 * found either, the error says that the change may have been made.
	 */
	readBack?(body: unknown): Promise<T | undefined>;
	/** Default: GET. */
	method?: IHttpRequestMethods;
	/** Below the Base URL; ids in it encoded. */
	path: string;
	/** Entries that are undefined, null or '' are left out. */
	query?: IDataObject;
	body?: IDataObject;
	/** Changes something at the service, whatever the method. Default: every method but GET. */
	writes?: boolean;
	/** Not even sent again after a 429, by which nothing was done. */
	sendOnce?: boolean;
	/** How long it may wait for the rate limit. Default: the client's. */
	patienceMs?: number;
	/** Another credential type than the service's, where it has more than one. */
	credential?: string;
	/** The key that the body holds: the credential gives the Base URL, and its own key is not sent. */
	keyInBody?: string;
	/** How long it may wait for the answer. Default: the client's. */
	timeoutMs?: number;
	/** The input item that the request is for. */
	itemIndex?: number;
}
