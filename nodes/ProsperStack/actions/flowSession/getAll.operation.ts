import { PATHS } from '../../api/service';
import { sessionOutput } from '../../fields/sessionOutput';
import { getManyOperation } from '../getManyOperation';
import { readSessionFilters, sessionFilterFields } from './filters';

/** Sessions with answers, offers and the reason for leaving. */
export const getAll = getManyOperation({
	path: PATHS.flowSession,
	output: sessionOutput,
	fields: sessionFilterFields,
	select: readSessionFilters,
});
