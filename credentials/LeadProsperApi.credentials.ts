import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { BASE_URL_FOR_TEST, baseUrlFields } from '../nodes/shared/transport/baseUrl';

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
		...baseUrlFields('Lead Prosper', 'https://api.leadprosper.io'),
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: BASE_URL_FOR_TEST,
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
