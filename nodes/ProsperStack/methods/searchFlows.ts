import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { PATHS } from '../api';
import { searchList } from './searchList';

export async function searchFlows(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) {
	const search = { path: PATHS.flow, label: ({ name }: { name?: unknown }) => String(name) };
	return await searchList(this, search, filter, paginationToken);
}
