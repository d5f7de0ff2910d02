import type { IAuthenticateGeneric, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { baseUrlFields } from '../nodes/shared/transport/baseUrl';

/** For suppliers, who submit leads but have no account at Lead Prosper. */
export class LeadProsperSupplierApi implements ICredentialType {
	name = 'leadProsperSupplierApi';

	displayName = 'Lead Prosper Supplier API';

	icon: Icon = {
		light: 'file:../icons/leadProsper.svg',
		dark: 'file:../icons/leadProsper.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-prosper/n8n-nodes-prosper#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Supplier Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The lp_key on the specification page that the campaign’s owner gave you',
		},
		...baseUrlFields('Lead Prosper', 'https://api.leadprosper.io'),
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { body: { lp_key: '={{$credentials.apiKey}}' } },
	};
}
