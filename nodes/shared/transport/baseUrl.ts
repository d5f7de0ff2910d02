import type { INodeProperties } from 'n8n-workflow';

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Checks the Base URL of a credential.
 *
 * @returns the URL without trailing slashes
 * @throws Error that says what to enter, if the text is not a URL, if it has a user name, “?” or
 *   “#”, or if it is plain http to another machine, where others on the way could read the API key
 */
export function checkBaseUrl(text: unknown): string {
	const url = parsedUrl(String(text ?? '').trim());
	if (!url) {
		throw new Error(
			'The Base URL of the credential is not a URL. Enter one such as https://api.example.com.',
		);
	}
	if (
		url.protocol !== 'https:' &&
		!(url.protocol === 'http:' && LOOPBACK_HOST.test(url.hostname))
	) {
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

function parsedUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

/**
 * Matches what follows `http://` in a URL that leads to this machine. The editor needs it as a
 * text. It must allow the same hosts as `LOOPBACK_HOST`, which `checkBaseUrl` uses.
 */
const LOOPBACK_URL = '(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])([:/]|$)';

/**
 * The field Base URL of a credential, and a notice that is shown when the address is plain http.
 *
 * @param standard the service's usual address
 */
export const baseUrlFields = (service: string, standard: string): INodeProperties[] => [
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: standard,
		required: true,
		description: `Change it only if you reach ${service} through a proxy or a staging host`,
	},
	{
		displayName:
			'Plain http:// is refused, because your key would travel readable to others. Use https://. (Only this machine itself, such as http://localhost, may be plain.)',
		name: 'plainHttpNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { baseUrl: [{ _cnd: { regex: `^http://(?!${LOOPBACK_URL})` } }] } },
	},
];

/**
 * The Base URL for n8n's test of a credential, as an expression. For a plain http address that the
 * nodes would refuse, it gives a text that is not a URL, so that the key is not sent. n8n's test
 * can't show our explanation; the notice in `baseUrlFields` gives it.
 */
export const BASE_URL_FOR_TEST = `={{ /^(https:|http:\\/\\/${LOOPBACK_URL.replaceAll('/', '\\/')})/i.test($credentials.baseUrl.trim()) ? $credentials.baseUrl.trim() : "plain http is refused" }}`;
