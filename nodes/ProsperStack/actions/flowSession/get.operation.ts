import { PATHS } from '../../api/service';
import { flowSessionLocator } from '../../fields/locators';
import { sessionOutput } from '../../fields/sessionOutput';
import { getByIdOperation } from '../getByIdOperation';

/** One session that a subscriber went through. */
export const get = getByIdOperation(
	flowSessionLocator,
	PATHS.flowSession,
	'flow session',
	sessionOutput,
);
