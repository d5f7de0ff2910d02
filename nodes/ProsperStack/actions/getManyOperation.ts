import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Output } from '../../shared/fields/output';
import { readLimit, returnAllAndLimit } from '../../shared/fields/returnAll';
import { collectAs } from '../../shared/pages';
import type { ItemOperation } from '../../shared/router';
import type { Client } from '../../shared/transport/client';
import { readMatching, type Filters } from '../api/matching';

/** Which records of a list are wanted. */
export interface Selection {
	/** Filters that the service applies, and that are checked on the records that come back. */
	filters?: Filters;
	/** Further query parameters. */
	query?: IDataObject;
	/** A filter that the node applies to the records that come back. */
	keep?: (record: IDataObject) => boolean;
}

interface GetMany {
	path: string;
	/** What the user can choose about the output. Default: records come out as the service gives them. */
	output?: Output;
	/** Shown below Return All and Limit, and below Output. */
	fields?: INodeProperties[];
	/** Reads what the user chose in `fields`. */
	select?(context: IExecuteFunctions, itemIndex: number, client: Client): Promise<Selection>;
}

/**
 * Makes the operation Get Many: a list with Return All and Limit. Limit counts the records that are
 * given, after all filters.
 */
export const getManyOperation = ({
	path,
	output,
	fields = [],
	select,
}: GetMany): ItemOperation => ({
	kind: 'read',
	fields: [...returnAllAndLimit, ...(output?.fields ?? []), ...fields],
	async execute(context, itemIndex, client) {
		const limit = readLimit(context, itemIndex);
		const shape = output?.read(context, itemIndex, context.getTimezone(), client);
		const selection = (await select?.(context, itemIndex, client)) ?? {};
		const { filters = {}, query, keep } = selection;
		const pages = readMatching(client, path, filters, { query, keep, limit, itemIndex });
		return (await collectAs(pages, (record) => shape?.(record) ?? record)).flat();
	},
});
