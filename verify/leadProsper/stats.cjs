'use strict';

/** Probes of statistics and accounting. */
const { confirmed, fieldsOf, notSeen, refuted, times } = require('../findings.cjs');
const { isTestLead } = require('../nodes.cjs');
const { isSuccess } = require('../service.cjs');
const { daysAgo, objectsIn, pages, range, unwrapped } = require('./account.cjs');

/** @typedef {import('../service.cjs').Service} Service */

const PATH = '/public/stats';
const NEWER_PATH = '/public/stats/supplier';
const SUB_IDS = [1, 2, 3];

/** The values of a sub-ID that a supplier's leads have. */
const valuesOf = (leads, supplier, nth) =>
	new Set(
		leads
			.filter((lead) => String(lead.supplier?.id) === supplier && !isTestLead(lead))
			.map(({ lead_data: data }) => data?.[`lp_subid${nth}`])
			.filter((value) => value !== undefined && value !== null && value !== ''),
	);

/**
 * Suppliers whose leads have several values of a sub-ID, those of campaigns with several suppliers
 * first.
 * @param {Service} service
 */
async function brokenDownBy(service) {
	const found = (await pages(service)).flatMap(({ campaign, leads }) => {
		const suppliers = [...new Set(leads.map(({ supplier }) => String(supplier?.id)))];
		return suppliers.flatMap((supplier) =>
			SUB_IDS.filter((nth) => valuesOf(leads, supplier, nth).size > 1).map((nth) => ({
				query: { campaign, supplier, group: `sub${nth}` },
				isAlone: suppliers.length === 1,
			})),
		);
	});
	return found.sort((a, b) => Number(a.isAlone) - Number(b.isAlone))[0];
}

/**
 * What comes of a supplier's statistics at one path.
 *
 * @param {Service} service
 * @returns {Promise<Found>}
 *
 * @typedef {object} Found
 * @property {number} status
 * @property {boolean} isBrokenDown
 * @property {boolean} hasOthers rows of other suppliers
 * @property {number} [rows] of the supplier; undefined where it was refused
 * @property {string} [fields] of its first row
 * @property {boolean} [names] a row names the sub-ID
 */
async function ask(service, path, query) {
	const answer = await service.get(path, { ...range(), ...query });
	const { status } = answer;
	if (!isSuccess(answer)) return { status, isBrokenDown: false, hasOthers: false };
	const rows = objectsIn(unwrapped(answer.body)).flatMap(({ suppliers }) => objectsIn(suppliers));
	const own = rows.filter(({ id }) => String(id) === query.supplier);
	const namesIt = (row) => query.group in row || `lp_${query.group}` in row;
	return {
		status,
		isBrokenDown: own.length > 1 || own.some(namesIt),
		hasOthers: own.length < rows.length,
		rows: own.length,
		fields: own[0] && fieldsOf(own[0]),
		names: own.some(namesIt),
	};
}

/** @param {Found} found */
const words = ({ status, rows, names, hasOthers }) =>
	rows === undefined
		? `HTTP ${status}`
		: `${times(rows, 'row')} of the supplier${names ? ' that name the sub-ID' : ''}${hasOthers ? ', and others' : ''}`;

/** @param {Service} service */
async function supplierStats(service) {
	const found = await brokenDownBy(service);
	if (!found) return notSeen('no supplier whose leads have several values of a sub-ID');
	const first = await ask(service, PATH, found.query);
	const evidence = `${PATH}: ${words(first)}`;
	if (first.isBrokenDown && !first.hasOthers) return confirmed(evidence);
	if (first.hasOthers) return refuted(evidence, 'ignoresSupplier');
	const second = await ask(service, NEWER_PATH, found.query);
	const both = `${evidence}; ${NEWER_PATH}: ${words(second)}`;
	if (second.isBrokenDown) return refuted(both, first.rows === undefined ? 'refused' : 'newerPath');
	if (first.rows === undefined) return refuted(both);
	return refuted(`${both}. Fields of the row: ${first.fields ?? 'none'}`, 'ignoresGroup');
}

/** @param {Service} service */
async function subIdNames(service) {
	const found = await brokenDownBy(service);
	if (!found) return notSeen('no supplier whose leads have several values of a sub-ID');
	const answers = [];
	for (const nth of SUB_IDS) {
		const query = { ...found.query, group: `sub${nth}` };
		const first = await ask(service, PATH, query);
		const answer = first.isBrokenDown ? first : await ask(service, NEWER_PATH, query);
		answers.push({ name: query.group, ...answer });
	}
	const evidence = answers.map((answer) => `${answer.name}: ${words(answer)}`).join('; ');
	const isKnown = ({ isBrokenDown }) => isBrokenDown;
	if (answers.every(isKnown)) return confirmed(evidence);
	if (!answers.some(isKnown)) return notSeen(`figures are not broken down. ${evidence}`);
	return refuted(evidence, 'others');
}

/** So far apart that their days have no hour in common. */
const FAR_APART = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];

/** @param {Service} service */
async function statsTimeZone(service) {
	const day = daysAgo(3);
	const figuresOf = async (timezone) => {
		const query = { start_date: day, end_date: day, timezone };
		const answer = await service.get(PATH, query);
		const rows = objectsIn(unwrapped(answer.body));
		const figures = rows.map(({ campaign }) => [campaign?.id, campaign?.leads_total]);
		const total = figures.reduce((sum, [, count]) => sum + (Number(count) || 0), 0);
		return { status: answer.status, isSuccess: isSuccess(answer), figures, total };
	};
	const campaigns = await figuresOf(undefined);
	const [east, west] = [await figuresOf(FAR_APART[0]), await figuresOf(FAR_APART[1])];
	if (!campaigns.isSuccess) return refuted(`HTTP ${campaigns.status} without a time zone`);
	if (!east.isSuccess) return refuted(`HTTP ${east.status} with a time zone`);
	const isSame = JSON.stringify(east.figures) === JSON.stringify(west.figures);
	if (!isSame) return confirmed('the figures of a day differ between time zones');
	const why = `the figures of a day are the same in time zones 25 hours apart (${times(east.total, 'lead')})`;
	return east.total < 20 ? notSeen(why) : refuted(why);
}

/** @param {Service} service */
const accounting = (service, more = {}) =>
	service.get('/public/accounting', {
		start_date: daysAgo(8),
		end_date: daysAgo(1),
		client_type: 'buyers',
		mode: 'granular',
		...more,
	});

const rowsOf = ({ body }) => (Array.isArray(body) ? body : body?.data);

/** @param {Service} service */
async function accountingAnswer(service) {
	const answer = await accounting(service);
	const { status, body } = answer;
	if (!isSuccess(answer)) return refuted(`HTTP ${status}`);
	const rows = rowsOf(answer);
	if (!Array.isArray(rows)) return refuted(`no list: ${fieldsOf(Object(body))}`);
	const fields = rows[0] ? `: ${fieldsOf(rows[0])}` : '';
	if (Array.isArray(body)) return confirmed(`a list of ${times(rows.length, 'row')}${fields}`);
	return refuted(`${fieldsOf(body)}; ${times(rows.length, 'row')}${fields}`, 'enveloped');
}

/** @param {Service} service */
async function accountingMode(service) {
	if (!isSuccess(await accounting(service))) return notSeen('it is refused with a mode, too');
	const answer = await accounting(service, { mode: undefined });
	if (isSuccess(answer)) return confirmed(`HTTP ${answer.status} without it`);
	return refuted(`HTTP ${answer.status} without it`, 'needed');
}

/** @param {Service} service */
async function accountingSuppliers(service) {
	const buyers = await accounting(service);
	if (!isSuccess(buyers)) return notSeen('it is refused for buyers, too');
	const answer = await accounting(service, { client_type: 'suppliers' });
	if (!isSuccess(answer)) return refuted(`HTTP ${answer.status}`, 'refused');
	const rows = rowsOf(answer) ?? [];
	if (rows.length === 0) return notSeen('no rows');
	if (JSON.stringify(rows) === JSON.stringify(rowsOf(buyers))) {
		return refuted(`${times(rows.length, 'row')}, the same as of buyers`);
	}
	return confirmed(`${times(rows.length, 'row')}, others than of buyers`);
}

module.exports = {
	accountingAnswer,
	accountingMode,
	accountingSuppliers,
	statsTimeZone,
	subIdNames,
	supplierStats,
};
