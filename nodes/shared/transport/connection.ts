import type { ICredentialDataDecryptedObject, ICredentialsDecrypted } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { messageOf } from '../errors';
import { checkBaseUrl } from './baseUrl';
import type { NodeContext } from './nodeContext';

/** Where the requests of an execution go, and with which key: always both of one credential. */
export interface Connection {
	/** Without a slash at the end. */
	baseUrl: string;
	apiKey: string;
	/** For n8n's HTTP helper, which would otherwise read the credential again for each request. */
	decrypted: ICredentialsDecrypted;
}

/**
 * Reads a node's credentials, each once. n8n reads and decrypts a credential from its database each
 * time, which would take longer than many a request.
 */
export function createConnections(context: NodeContext) {
	const connections = new Map<string, Promise<Connection>>();
	return async (type: string): Promise<Connection> => {
		const connection = connections.get(type) ?? connect(context, type);
		connections.set(type, connection);
		return await connection;
	};
}

async function connect(context: NodeContext, type: string): Promise<Connection> {
	const fields = await context.getCredentials(type, 0);
	await refuseSeveralAccounts(context, type, fields);
	const node = context.getNode();
	const { id, name = type } = node.credentials?.[type] ?? {};
	// White space comes along when a key is copied.
	const apiKey = String(fields.apiKey ?? '').trim();
	try {
		const baseUrl = checkBaseUrl(fields.baseUrl);
		const data = { ...fields, apiKey, baseUrl };
		return { baseUrl, apiKey, decrypted: { id: id ?? '', name, type, data } };
	} catch (error) {
		throw new NodeOperationError(node, messageOf(error));
	}
}

/**
 * A field of a credential can be an expression. If it depends on the item, the items can belong to
 * different accounts, and one account's record must never be asked for with another's key. Whether it
 * depends on the item shows at an item that does not exist.
 *
 * @throws NodeOperationError if the credential is another one for some item
 */
async function refuseSeveralAccounts(
	context: NodeContext,
	type: string,
	ofFirst: ICredentialDataDecryptedObject,
): Promise<void> {
	if (!('getInputData' in context) || !('continueOnFail' in context)) return;
	const { length } = context.getInputData();
	if (length < 2) return;
	const isAsFirst = async (itemIndex: number) =>
		await context.getCredentials(type, itemIndex).then(
			(fields) => isSameCredential(fields, ofFirst),
			() => false,
		);
	if (await isAsFirst(length)) return;
	for (let itemIndex = 1; itemIndex < length; itemIndex++) {
		if (await isAsFirst(itemIndex)) continue;
		throw new NodeOperationError(
			context.getNode(),
			`The credential is another one for item ${itemIndex} than for item 0`,
			{
				itemIndex,
				description:
					'A step works with one account at a time. Nothing was sent. For several accounts, call a sub-workflow once for each (Execute Sub-workflow, Run Once for Each Item), with this step in it.',
			},
		);
	}
}

const isSameCredential = (a: ICredentialDataDecryptedObject, b: ICredentialDataDecryptedObject) =>
	a.apiKey === b.apiKey && a.baseUrl === b.baseUrl;
