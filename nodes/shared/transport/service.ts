/**
 * What the shared code needs to know about a service. All else stays in the service's own folder.
 */
export interface Service {
	/** The service's name, as its users know it. Messages use it. */
	name: string;
	/** The credential type that holds `apiKey` and `baseUrl`. */
	credential: string;
	/** What tells its accounts apart beside the key, for messages: `live and test data are apart`. */
	accounts?: string;
	/** Where a user finds or creates the API key, for messages. */
	whereIsTheKey: string;
	/** The error message in the body of an answer; undefined if there is none. */
	errorText(body: unknown): string | undefined;
}
