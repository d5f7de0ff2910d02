/** What is shorter would be found in ordinary words and numbers. */
const SHORTEST = 6;
const IN_ITS_PLACE = '•••';

export interface Secrets {
	/** Remembers a key that is sent; what is no text, or too short to be one, is passed over. */
	add(secret: unknown): void;
	/** The same value without the keys, wherever a text in it has one. */
	hide<T>(value: T): T;
}

/** Services repeat a key that they don't know: the keys that were sent, to take them out of texts. */
export function createSecrets(): Secrets {
	const secrets = new Set<string>();

	const hideIn = (text: string) =>
		// The longest first: one key may be the beginning of another.
		[...secrets]
			.sort((a, b) => b.length - a.length)
			.reduce((rest, secret) => rest.replaceAll(secret, IN_ITS_PLACE), text);

	function hide(value: unknown): unknown {
		if (typeof value === 'string') return hideIn(value);
		if (Array.isArray(value)) return value.map(hide);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, hide(part)]));
	}

	return {
		add(secret) {
			const text = typeof secret === 'string' ? secret.trim() : '';
			if (text.length >= SHORTEST) secrets.add(text);
		},
		hide: <T>(value: T) => hide(value) as T,
	};
}
