import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { collect } from '../../shared/pages';
import { createClient, IN_THE_EDITOR } from '../../shared/transport/client';
import { readList } from '../api/records';
import { PATHS, prosperStack } from '../api/service';

/** All flows of the account, for a list in the editor. */
export async function getFlows(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const client = createClient(this, prosperStack, IN_THE_EDITOR);
	const flows = await collect(readList(client, PATHS.flow, {}));
	return flows.map(({ id, name }) => ({ name: String(name), value: String(id) }));
}
