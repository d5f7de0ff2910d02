import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/**
 * The entries whose name contains `filter`. Filtered here, because the API only gives whole lists.
 */
export function matching(results: INodeListSearchItems[], filter: string): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}
