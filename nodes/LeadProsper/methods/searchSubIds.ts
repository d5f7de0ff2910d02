import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matching } from './matching';

/** `sub2` is in the cheat sheet, its neighbours are likely. Any other can be entered by name. */
const KNOWN_SUB_IDS = ['sub1', 'sub2', 'sub3'];

export async function searchSubIds(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return matching(
		KNOWN_SUB_IDS.map((name) => ({ name, value: name })),
		filter,
	);
}
