import { PATHS } from '../../api';
import { propertyLocator } from '../../locators';
import { getById } from '../getById';

/** One custom property: its key, name and type. */
export const get = getById(propertyLocator, PATHS.property, 'property');
