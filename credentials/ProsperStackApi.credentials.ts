import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

export class ProsperStackApi implements ICredentialType {
	name = 'prosperStackApi';

	displayName = 'ProsperStack API';

	icon: Icon = {
		light: 'file:../icons/prosperStack.svg',
		dark: 'file:../icons/prosperStack.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-prosper/n8n-nodes-prosper#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In ProsperStack: Settings, then API Keys. A key_… reads live data, a key_test_… test data.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.prosperstack.com/v1',
			required: true,
			description: 'Change it only if you reach ProsperStack through a proxy or a staging host',
		},
		{
			displayName:
				'Plain http:// is refused, because your API key would travel readable to others. Use https://. (Only this machine itself, such as http://localhost, may be plain.)',
			name: 'plainHttpNotice',
			type: 'notice',
			default: '',
			displayOptions: {
				show: {
					baseUrl: [
						{ _cnd: { regex: '^http://(?!(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])([:/]|$))' } },
					],
				},
			},
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { auth: { username: '={{$credentials.apiKey}}', password: '' } },
	};

	test: ICredentialTestRequest = {
		request: {
			// Refuses plain http as the nodes do: what is no URL is never sent.
			baseURL:
				'={{ /^(https:|http:\\/\\/(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])([:\\/]|$))/i.test($credentials.baseUrl.trim()) ? $credentials.baseUrl.trim() : "plain http is refused" }}',
			url: '/flows',
			qs: { limit: 1 },
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'ProsperStack does not accept this API key. Copy it again from Settings, API Keys.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'There is no ProsperStack API at this Base URL. Check the address; it ends in /v1.',
				},
			},
		],
	};
}
