import type { IDataObject } from 'n8n-workflow';
import { collect } from '../../shared/pages';
import { readList } from '../api/records';
import type { Access } from './access';

/** A list to its end. @throws NodeApiError where it can't be read to its end */
export const readWholeList = async (
	{ client }: Access,
	path: string,
	query: IDataObject = {},
): Promise<IDataObject[]> => await collect(readList(client, path, query));
