import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { EDITOR_PATIENCE_MS } from '../../shared/editor';
import { collect } from '../../shared/pages';
import { createClient } from '../../shared/request';
import { PATHS, prosperStack, readList } from '../api';

/** All flows of the account, for a list in the editor. */
export async function getFlows(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const client = createClient(this, prosperStack, { patienceMs: EDITOR_PATIENCE_MS });
	const flows = await collect(readList(client, PATHS.flow, {}));
	return flows.map(({ id, name }) => ({ name: String(name), value: String(id) }));
}
