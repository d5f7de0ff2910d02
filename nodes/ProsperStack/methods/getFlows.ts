import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { collect } from '../../shared/pages';
import { PATHS, readList } from '../api';
import { editorClient } from './client';

/** All flows of the account, for a list in the editor. */
export async function getFlows(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const client = editorClient(this);
	const flows = await collect(readList(client, PATHS.flow, {}));
	return flows.map(({ id, name }) => ({ name: String(name), value: String(id) }));
}
