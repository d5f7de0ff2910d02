'use strict';

/** Probes of filters: what comes is compared with what was asked for. */
const { confirmed, notSeen, refuted } = require('../findings.cjs');
const { isSuccess } = require('../service.cjs');
const { firstPage, LISTS, lists, recordsIn } = require('./lists.cjs');

/** @typedef {import('../service.cjs').Service} Service */

const LIMIT = 100;
/** What nothing has. */
const NOBODY = 'nobody.at.all@example.invalid';
const NO_ID = 'none_000000000000000000000000';

/**
 * What comes where a filter is sent.
 *
 * @param {Service} service
 * @param {string} kind
 * @param {object} query
 * @param {(record: any) => boolean} fits
 */
async function ask(service, kind, query, fits) {
	const answer = await firstPage(service, LISTS[kind], { ...query, limit: LIMIT });
	const records = recordsIn(answer);
	const others = records.filter((record) => !fits(record)).length;
	return {
		isRefused: !isSuccess(answer),
		found: records.length - others,
		others,
		words: isSuccess(answer)
			? `${records.length - others} that fit and ${others} others`
			: `HTTP ${answer.status}`,
	};
}

const nothing = () => false;

/**
 * How an e-mail address or an ID is compared.
 *
 * @param {Service} service
 * @param {string} kind
 * @param {string} parameter
 * @param {{ own: string, none: string, part: string, field: string }} texts a record's own, one that no
 * record has, a part of the own one; the record's field
 */
async function comparison(service, kind, parameter, { own, none, part, field }) {
	const fits = (record) => String(record[field]).toLowerCase() === own.toLowerCase();
	const exact = await ask(service, kind, { [parameter]: own }, fits);
	if (exact.isRefused) return { is: 'refused', words: exact.words };
	const unknown = await ask(service, kind, { [parameter]: none }, nothing);
	if (unknown.others > 0) return { is: 'ignored', words: `all come (${unknown.words})` };
	if (exact.found === 0) return { is: 'nobody', words: 'its own is not found' };
	const inPart = await ask(service, kind, { [parameter]: part }, nothing);
	if (inPart.others > 0) return { is: 'partial', words: 'a part of it finds some, too' };
	return { is: 'honoured', words: 'its own is found, others not' };
}

/** @param {Service} service */
async function emailFilter(service) {
	const [person] = (await lists(service)).subscriber.records.filter(
		({ email }) => typeof email === 'string' && email.toUpperCase() !== email.toLowerCase(),
	);
	if (!person) return notSeen('no subscriber has an e-mail address');
	const own = person.email;
	const texts = { own, none: NOBODY, part: own.split('@')[1] ?? own.slice(2), field: 'email' };
	const { is, words } = await comparison(service, 'subscriber', 'email', texts);
	const alternatives = {
		refused: ['refused'],
		ignored: ['ignored', 'otherName', 'ignoredInALargeAccount'],
		partial: ['partial'],
		nobody: [],
	}[is];
	if (alternatives) return refuted(words, ...alternatives);
	const isHers = ({ id }) => id === person.id;
	const other = own === own.toUpperCase() ? own.toLowerCase() : own.toUpperCase();
	const inCapitals = await ask(service, 'subscriber', { email: other }, isHers);
	return inCapitals.found > 0
		? confirmed(`${words}; also in capitals`)
		: refuted(`${words}; not in capitals`, 'caseSensitive');
}

/** @param {Service} service */
async function platformIdFilter(service) {
	const read = await lists(service);
	const asked = [];
	for (const kind of /** @type {const} */ (['subscriber', 'subscription'])) {
		const record = read[kind].records.find(({ platform_id: id }) => typeof id === 'string');
		if (!record) continue;
		const own = record.platform_id;
		const texts = { own, none: NO_ID, part: own.slice(0, 4), field: 'platform_id' };
		asked.push({ kind, ...(await comparison(service, kind, 'platform_id', texts)) });
	}
	if (asked.length === 0) return notSeen('no record has a platform ID');
	const evidence = asked.map(({ kind, words }) => `${kind}: ${words}`).join('; ');
	if (asked.every(({ is }) => is === 'honoured')) return confirmed(evidence);
	const found = ['ignored', 'partial'].filter((one) => asked.some(({ is }) => is === one));
	if (found.length > 0) return refuted(evidence, ...found);
	const owned = read.subscription.records.find(({ platform_id: id }) => typeof id === 'string');
	if (!owned) return refuted(evidence);
	const query = { platform_id: owned.platform_id };
	const owner = ({ id }) => id === owned.subscriber_id;
	const bySubscription = await ask(service, 'subscriber', query, owner);
	return bySubscription.found > 0
		? refuted(`${evidence}; by that of a subscription its owner is found`, 'bySubscription')
		: refuted(evidence);
}

/**
 * A filter by something that several records can have.
 *
 * @param {Service} service
 * @param {string} kind
 * @param {string} parameter
 * @param {(record: any) => unknown} valueOf
 * @param {number} most how many values are asked for
 */
async function byValue(service, kind, parameter, valueOf, most) {
	const { records } = (await lists(service))[kind];
	const values = [...new Set(records.map(valueOf))].filter(
		(value) => typeof value === 'string' && value !== '',
	);
	// Where all records have the same, it can't be told whether it was regarded.
	if (values.length < 2) return [];
	const asked = [];
	for (const value of values.slice(0, most)) {
		const answer = await ask(
			service,
			kind,
			{ [parameter]: value },
			(one) => valueOf(one) === value,
		);
		asked.push({ kind, value, ...answer });
	}
	return asked;
}

const FEW = 3;

function findingOf(asked, wordsOf) {
	if (asked.length === 0) return notSeen('not two records that differ in it');
	const evidence = asked.map((one) => `${wordsOf(one)}: ${one.words}`).join('; ');
	if (asked.some(({ others }) => others > 0)) return refuted(evidence, 'ignored');
	const isHonoured = ({ isRefused, found }) => !isRefused && found > 0;
	return asked.every(isHonoured) ? confirmed(evidence) : refuted(evidence);
}

/** @param {Service} service */
async function subscriberIdFilter(service) {
	const sessions = await byValue(
		service,
		'flowSession',
		'subscriber_id',
		({ subscriber }) => subscriber?.id,
		FEW,
	);
	const subscriptions = await byValue(
		service,
		'subscription',
		'subscriber_id',
		(one) => one.subscriber_id,
		FEW,
	);
	return findingOf([...sessions, ...subscriptions], ({ kind }) => kind);
}

const STATUSES = ['saved', 'deflected', 'canceled', 'incomplete'];
const status = (session) => (STATUSES.includes(session.status) ? session.status : undefined);

/** @param {Service} service */
const sessionStatusFilter = async (service) =>
	findingOf(
		await byValue(service, 'flowSession', 'status', status, STATUSES.length),
		({ value }) => value,
	);

/** @param {Service} service */
const entityFilter = async (service) =>
	findingOf(
		await byValue(service, 'property', 'entity', ({ entity }) => entity, FEW),
		({ value }) => value,
	);

/** @param {Service} service */
const eventFilter = async (service) =>
	findingOf(
		await byValue(service, 'event', 'event', ({ event }) => event, FEW),
		({ value }) => value,
	);

/** Nothing is assumed of these filters, so what is found is told and nothing is refuted. */
async function dateFilters(service) {
	const { records } = (await lists(service)).flowSession;
	const sorted = records.map((one) => one.started_at).filter((at) => typeof at === 'string');
	sorted.sort();
	const middle = sorted[Math.floor(sorted.length / 2)];
	if (!middle || sorted[0] === sorted[sorted.length - 1])
		return notSeen('no sessions of two times');
	const query = { started_at: middle, limit: LIMIT };
	const answer = await firstPage(service, LISTS.flowSession, query);
	if (!isSuccess(answer)) return confirmed(`started_at with a time: HTTP ${answer.status}`);
	const starts = recordsIn(answer).map((one) => String(one.started_at));
	const before = starts.filter((at) => at < middle).length;
	const after = starts.filter((at) => at > middle).length;
	const same = starts.length - before - after;
	return confirmed(
		`started_at with a time, first page: ${before} sessions before it, ${same} at it, ${after} after it`,
	);
}

module.exports = {
	probes: {
		dateFilters,
		emailFilter,
		entityFilter,
		eventFilter,
		platformIdFilter,
		sessionStatusFilter,
		subscriberIdFilter,
	},
};
