import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { checkBaseUrl } from '../../shared/transport/baseUrl';

/**
 * Tests the credential of a supplier. Lead Prosper can check a supplier's key only when a lead is
 * submitted, so this only checks that the key is not empty and that the Base URL is valid.
 */
export async function supplierKeyTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	if (!String(data?.apiKey ?? '').trim()) {
		return { status: 'Error', message: 'The Supplier Key is empty.' };
	}
	try {
		checkBaseUrl(data?.baseUrl);
	} catch (error) {
		return { status: 'Error', message: (error as Error).message };
	}
	return {
		status: 'OK',
		message: 'Only a submission can show whether the key is right: try one in Test Mode.',
	};
}
