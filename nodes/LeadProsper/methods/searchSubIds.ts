import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { matching } from './matching';

/**
 * `sub2` is in the API cheat sheet. `sub1` and `sub3` are a guess. Others can be entered by name.
 */
const KNOWN_SUB_IDS = ['sub1', 'sub2', 'sub3'];

/** The known sub-ID columns whose name contains `filter`. */
export async function searchSubIds(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return matching(
		KNOWN_SUB_IDS.map((name) => ({ name, value: name })),
		filter,
	);
}
