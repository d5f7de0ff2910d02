'use strict';

const { DateTime } = require('luxon');
const { Refusal } = require('../shared/refusal.cjs');

const TRUE_TEXTS = ['true', 't', '1'];
const FALSE_TEXTS = ['false', 'f', '0'];

const formatters = {
	text: (value) => value,
	number: (value, format) =>
		format === 'currency'
			? value.toLocaleString('en-US', { style: 'currency', currency: 'USD' })
			: value.toLocaleString('en-US'),
	boolean: (value) => (value ? 'True' : 'False'),
	date: (value) => DateTime.fromISO(value).setLocale('en-US').toFormat('MMMM d, yyyy'),
};

/** What the service makes of a value that was sent: texts too, and odd ones. */
const readers = {
	text: (value) => String(value),

	number(value) {
		if (typeof value === 'number') return value;
		const isNumeric = typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value);
		return isNumeric ? Number(value) : undefined;
	},

	boolean(value) {
		if (typeof value !== 'string') return Boolean(value);
		const text = value.trim().toLowerCase();
		if (TRUE_TEXTS.includes(text)) return true;
		return !(FALSE_TEXTS.includes(text) || text === '');
	},

	date(value) {
		const isDate = /^\d{4}-\d\d-\d\d$/.test(String(value)) && DateTime.fromISO(value).isValid;
		return isDate ? value : undefined;
	},
};

/** A boolean takes any text: there the empty one means false, and never clears. */
const isEmptyText = (property, value) => value === '' && property.type !== 'boolean';

/** What a value that clears does, by the option `clearsWith`. */
const clearings = {
	// The empty text clears, too.
	null: (property, value) => (value === null || isEmptyText(property, value) ? 'clear' : 'set'),
	emptyText(property, value) {
		if (value === null) return 'leave';
		return isEmptyText(property, value) ? 'clear' : 'set';
	},
	nothing: (property, value) => (value === null || isEmptyText(property, value) ? 'leave' : 'set'),
};

const propertyValue = (property, value) => ({
	property,
	value,
	formatted_value: formatters[property.type](value, property.format),
});

/**
 * Stored property values after an update.
 *
 * @param {readonly object[]} stored as in a subscriber's or subscription's `properties`
 * @param {Record<string, unknown>} update values by property key
 * @param {readonly object[]} properties those that the entity has
 * @param {'null' | 'emptyText' | 'nothing'} clearsWith
 */
function updateValues(stored, update, properties, clearsWith) {
	let values = [...stored];
	for (const [key, sent] of Object.entries(update)) {
		const property = properties.find((candidate) => candidate.key === key);
		if (!property) throw new Refusal(422, `Unknown property "${key}"`);
		const effect = clearings[clearsWith](property, sent);
		if (effect === 'leave') continue;
		const value = effect === 'clear' ? null : readers[property.type](sent);
		if (value === undefined) {
			throw new Refusal(422, `Property "${key}" must be a ${property.type}`);
		}
		const others = values.filter((entry) => entry.property.key !== key);
		values = value === null ? others : [...others, propertyValue(property, value)];
	}
	return values;
}

module.exports = { propertyValue, updateValues };
