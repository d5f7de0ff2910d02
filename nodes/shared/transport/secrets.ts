/** In characters. Shorter texts are not hidden: ordinary words and numbers would contain them. */
const SHORTEST_KEY = 6;
const PLACEHOLDER = '•••';

export interface Secrets {
	/** Remembers a key that is sent. Ignores values that are not text or are too short for a key. */
	add(secret: unknown): void;
	/** A copy of the value in which every remembered key is replaced by a placeholder. */
	hide<T>(value: T): T;
}

/**
 * Takes API keys out of texts that a user may see. A service that does not know a key often repeats
 * it in its answer, so every key that is sent is remembered here.
 */
export function createSecrets(): Secrets {
	const secrets = new Set<string>();

	const hideIn = (text: string) =>
		// The longest first: if one key is part of another, the rest of the longer one would stay
		// visible.
		[...secrets]
			.sort((a, b) => b.length - a.length)
			.reduce((rest, secret) => rest.replaceAll(secret, PLACEHOLDER), text);

	function hide(value: unknown): unknown {
		if (typeof value === 'string') return hideIn(value);
		if (Array.isArray(value)) return value.map(hide);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, hide(part)]));
	}

	return {
		add(secret) {
			const text = typeof secret === 'string' ? secret.trim() : '';
			if (text.length < SHORTEST_KEY) return;
			for (const spelling of spellingsOf(text)) secrets.add(spelling);
		},
		hide: <T>(value: T) => hide(value) as T,
	};
}

const HTML_ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/**
 * The ways in which a service may repeat a key: as it is, in a URL, in HTML, and in Base64 (as the user
 * name without a password, it is in that form in the header Authorization).
 */
function spellingsOf(key: string): string[] {
	const inBase64 = [key, `${key}:`].map((text) => Buffer.from(text).toString('base64'));
	return [
		key,
		encodeURIComponent(key),
		key.replace(/[&<>"']/g, (character) => HTML_ENTITIES[character] ?? character),
		...inBase64.map((text) => text.replace(/=+$/, '')),
	];
}
