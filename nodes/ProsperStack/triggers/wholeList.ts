import type { IDataObject } from 'n8n-workflow';
import { apiError } from '../../shared/errors';
import { collect } from '../../shared/pages';
import { readList } from '../api/records';
import type { Access } from './access';

/**
 * A list to its end. What a trigger remembers rests on having read all of it, so a list that goes
 * round in circles is an error here, and not the end: what was read may not be all.
 *
 * @throws NodeApiError
 */
export async function readWholeList(
	{ client, node }: Access,
	path: string,
	query: IDataObject = {},
): Promise<IDataObject[]> {
	const onCircle = () => {
		throw apiError(node, {
			message: 'ProsperStack gave the same page twice, so its list can’t be read to the end',
			description:
				'Nothing was put out or remembered, so that nothing is lost: it is read again the next time. If this stays, ask ProsperStack why the cursor of this list repeats.',
		});
	};
	return await collect(readList(client, path, query, { onCircle }));
}
