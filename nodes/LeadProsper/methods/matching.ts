import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

/** The entries whose name contains `filter`. The API has no search, and gives these lists whole. */
export function matching(results: INodeListSearchItems[], filter: string): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}
