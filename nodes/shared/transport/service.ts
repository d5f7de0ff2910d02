/** What the shared code must know of a service. Everything else of it stays in its own folder. */
export interface Service {
	/** As its users call it: opens every message. */
	name: string;
	/** The credential type that holds `apiKey` and `baseUrl`. */
	credential: string;
	/** Where a user finds or makes the key. */
	whereIsTheKey: string;
	/** The service's own words in an answer's body, if it has any. */
	errorText(body: unknown): string | undefined;
	/** True where an answer with a 2xx status says in its body that it refused. */
	refuses?(body: unknown): boolean;
}
