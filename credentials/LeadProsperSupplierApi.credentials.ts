import type { IAuthenticateGeneric, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

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
				'Plain http:// is refused, because your key would travel readable to others. Use https://. (Only this machine itself, such as http://localhost, may be plain.)',
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
		properties: { body: { lp_key: '={{$credentials.apiKey}}' } },
	};
}
