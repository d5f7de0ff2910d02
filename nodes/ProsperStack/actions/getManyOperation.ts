import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readLimit, returnAllAndLimit } from '../../shared/fields/returnAll';
import { collect } from '../../shared/pages';
import type { ItemOperation } from '../../shared/router';
import type { Client } from '../../shared/transport/client';
import { readList } from '../api/records';

interface Selection {
	/** What the service filters by. */
	query?: IDataObject;
	/** What is filtered here. */
	keep?: (record: IDataObject) => boolean;
}

interface GetMany {
	path: string;
	/** Shown below Return All and Limit. */
	fields?: INodeProperties[];
	/** What the user chose in `fields`. */
	select?(context: IExecuteFunctions, itemIndex: number, client: Client): Promise<Selection>;
}

/** The operation Get Many: a list with Return All and Limit. The limit counts what passes `keep`. */
export const getMany = ({ path, fields = [], select }: GetMany): ItemOperation => ({
	kind: 'read',
	fields: [...returnAllAndLimit, ...fields],
	async execute(context, itemIndex, client) {
		const limit = readLimit(context, itemIndex);
		const { query = {}, keep } = (await select?.(context, itemIndex, client)) ?? {};
		return await collect(readList(client, path, query, { limit, keep, itemIndex }));
	},
});
