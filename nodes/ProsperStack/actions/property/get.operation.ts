import { PATHS } from '../../api/service';
import { propertyLocator } from '../../fields/locators';
import { getById } from '../getByIdOperation';

/** One custom property: its key, name and type. */
export const get = getById(propertyLocator, PATHS.property, 'property');
