'use strict';

/** Probes of what campaigns show: fields, caps. */
const { readCaps } = require('../nodes.cjs');
const { confirmed, notSeen, refuted, times, typeOf } = require('../findings.cjs');
const { campaigns, objectsIn } = require('./account.cjs');

/** @typedef {import('../service.cjs').Service} Service */

/** @param {Service} service */
async function campaignFields(service) {
	const all = (await campaigns(service)).flatMap(({ fields }) =>
		Array.isArray(fields) ? fields : [],
	);
	if (all.length === 0) return notSeen('no campaign lists its fields');
	const isNamed = (field) => typeof field === 'string' || typeof field?.name === 'string';
	const evidence = `${times(all.length, 'field')}: ${[...new Set(all.map(typeOf))].join(', ')}`;
	if (all.every(isNamed)) return confirmed(evidence);
	return refuted(
		`${evidence}; without a name: ${all.filter((one) => !isNamed(one)).length}`,
		'unknown',
	);
}

const TYPES = ['day', 'week', 'month', 'total'];
const DAYS = /^(mon|tues|wednes|thurs|fri|satur|sun)day$/i;

/** All caps of all buyers and suppliers, as the nodes read them. @param {Service} service */
const caps = async (service) =>
	(await campaigns(service))
		.flatMap(({ suppliers, buyers }) => [...objectsIn(suppliers), ...objectsIn(buyers)])
		.flatMap(readCaps);

/** @param {Service} service */
async function capTypes(service) {
	const types = [...new Set((await caps(service)).map(({ type }) => type))];
	if (types.length === 0) return notSeen('no caps');
	const others = types.filter((type) => !TYPES.includes(type));
	if (others.length === 0) return confirmed(types.join(', '));
	return others.every((type) => DAYS.test(type))
		? refuted(types.join(', '), 'daysOfTheWeek')
		: refuted(types.join(', '));
}

/** @param {Service} service */
async function capWithoutLimit(service) {
	const open = (await caps(service)).filter(({ limit }) => limit === null || limit === 0);
	const used = open.filter((cap) => (cap.used ?? 0) > 0);
	if (open.length === 0) return notSeen('no cap is without a limit');
	if (used.length === 0) return notSeen(`${times(open.length, 'such cap')}, of which none is used`);
	return confirmed(
		`${times(open.length, 'such cap')}, of which ${used.length} are used all the same`,
	);
}

module.exports = { campaignFields, capTypes, capWithoutLimit };
