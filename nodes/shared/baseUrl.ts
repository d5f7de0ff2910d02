const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks the Base URL of a credential.
 *
 * @returns the URL without trailing slashes
 * @throws Error that says what to enter: not a URL, or plain http to another machine, over which
 *   the API key would travel readable to anyone on the way
 */
export function checkBaseUrl(text: unknown): string {
	const url = parse(String(text ?? '').trim());
	if (!url) {
		throw new Error(
			`The Base URL of the credential is not a URL: “${text}”. Enter one such as https://api.example.com.`,
		);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
		throw new Error(
			`The Base URL of the credential must begin with https:// (it is ${url.protocol}//${url.host}). Plain http would show your API key to others on the way; it is allowed to this machine only.`,
		);
	}
	if (url.search || url.hash || url.username || url.password) {
		throw new Error(
			'The Base URL of the credential must not contain a user name, “?” or “#”: enter the address only.',
		);
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function parse(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}
