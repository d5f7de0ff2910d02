import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { BASE_URL_FOR_TEST, baseUrlFields } from '../nodes/shared/transport/baseUrl';

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
		...baseUrlFields('ProsperStack', 'https://api.prosperstack.com/v1'),
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { auth: { username: '={{$credentials.apiKey}}', password: '' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: BASE_URL_FOR_TEST,
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
