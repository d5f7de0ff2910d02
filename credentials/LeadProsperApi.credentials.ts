import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

export class LeadProsperApi implements ICredentialType {
	name = 'leadProsperApi';

	displayName = 'Lead Prosper API';

	icon: Icon = {
		light: 'file:../icons/leadProsper.svg',
		dark: 'file:../icons/leadProsper.dark.svg',
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
			description: 'In Lead Prosper: your account, then Developer API',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.leadprosper.io',
			required: true,
			description: 'Change it only if you reach Lead Prosper through a proxy or a staging host',
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
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			// Refuses plain http as the nodes do: what is no URL is never sent.
			baseURL:
				'={{ /^(https:|http:\\/\\/(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])([:\\/]|$))/i.test($credentials.baseUrl.trim()) ? $credentials.baseUrl.trim() : "plain http is refused" }}',
			url: '/public/campaigns',
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Lead Prosper does not accept this API key. Copy it again from your account under Developer API.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no Lead Prosper API at this Base URL. Check the address.',
				},
			},
		],
	};
}
