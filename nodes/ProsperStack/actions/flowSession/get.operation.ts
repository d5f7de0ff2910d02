import { PATHS } from '../../api/service';
import { flowSessionLocator } from '../../fields/locators';
import { getByIdOperation } from '../getByIdOperation';
import { withSimplify } from './withSimplify';

/** One session that a subscriber went through. */
export const get = withSimplify(
	getByIdOperation(flowSessionLocator, PATHS.flowSession, 'flow session'),
);
