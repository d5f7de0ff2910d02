import type { INode } from 'n8n-workflow';
import { createClient, type Client, type ClientOptions } from '../../shared/transport/client';
import type { NodeContext } from '../../shared/transport/nodeContext';
import { prosperStack } from '../api/service';

/** The way to the service, and the node that errors are about. */
export interface Access {
	client: Client;
	node: INode;
}

export const openAccess = (context: NodeContext, options: ClientOptions): Access => ({
	client: createClient(context, prosperStack, options),
	node: context.getNode(),
});
