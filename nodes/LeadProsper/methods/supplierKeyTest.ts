import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { checkBaseUrl } from '../../shared/transport/baseUrl';

/**
 * Checks what can be checked of a supplier's key without submitting a lead: that it is there, and
 * that the address is one to send it to.
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
