import { PATHS } from '../../api/service';
import { getManyOperation } from '../getManyOperation';
import { readSessionFilters, sessionFilterFields } from './filters';
import { withSimplify } from './withSimplify';

/** Sessions with answers, offers and the reason for leaving. */
export const getAll = withSimplify(
	getManyOperation({
		path: PATHS.flowSession,
		fields: sessionFilterFields,
		select: readSessionFilters,
	}),
);
