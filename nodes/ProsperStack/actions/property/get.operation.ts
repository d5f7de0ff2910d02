import { PATHS } from '../../api/service';
import { propertyLocator } from '../../fields/locators';
import { getByIdOperation } from '../getByIdOperation';

/** One custom property: its key, name and type. */
export const get = getByIdOperation(propertyLocator, PATHS.property, 'property');
