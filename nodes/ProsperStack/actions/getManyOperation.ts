import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readLimit, returnAllAndLimit } from '../../shared/fields/returnAll';
import { collect } from '../../shared/pages';
import type { ItemOperation } from '../../shared/router';
import type { Client } from '../../shared/transport/client';
import { readList } from '../api/records';

interface Selection {
	/** The query parameters: filters that the service applies. */
	query?: IDataObject;
	/** A filter that the node applies to the records that come back. */
	keep?: (record: IDataObject) => boolean;
}

interface GetMany {
	path: string;
	/** Shown below Return All and Limit. */
	fields?: INodeProperties[];
	/** Reads what the user chose in `fields`. */
	select?(context: IExecuteFunctions, itemIndex: number, client: Client): Promise<Selection>;
}

/**
 * Makes the operation Get Many: a list with Return All and Limit. Limit counts records that pass
 * `keep`.
 */
export const getMany = ({ path, fields = [], select }: GetMany): ItemOperation => ({
	kind: 'read',
	fields: [...returnAllAndLimit, ...fields],
	async execute(context, itemIndex, client) {
		const limit = readLimit(context, itemIndex);
		const { query = {}, keep } = (await select?.(context, itemIndex, client)) ?? {};
		return await collect(readList(client, path, query, { limit, keep, itemIndex }));
	},
});
