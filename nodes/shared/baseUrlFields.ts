import type { INodeProperties } from 'n8n-workflow';

/** Of a URL: plain http, and to this machine only. Kept the same as `checkBaseUrl`, which decides. */
const LOOPBACK = '(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])([:/]|$)';

/** The field Base URL of a credential, and a notice where the address is plain http. */
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
		displayOptions: { show: { baseUrl: [{ _cnd: { regex: `^http://(?!${LOOPBACK})` } }] } },
	},
];

/**
 * The Base URL for a credential's own test, as an expression. Where the nodes would refuse it, it
 * becomes what is no URL, so that nothing is sent: n8n's test can't say it in words, the notice does.
 */
export const BASE_URL_FOR_TEST = `={{ /^(https:|http:\\/\\/${LOOPBACK.replaceAll('/', '\\/')})/i.test($credentials.baseUrl.trim()) ? $credentials.baseUrl.trim() : "plain http is refused" }}`;
