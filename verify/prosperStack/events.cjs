'use strict';

/** Probes of events. */
const { confirmed, notSeen, refuted, times } = require('../findings.cjs');
const { isSuccess } = require('../service.cjs');
const { firstPage, LISTS, lists, readList, recordsIn } = require('./lists.cjs');

/** @typedef {import('../service.cjs').Service} Service */

const NO_EVENT = 'evt_000000000000000000000000';
const REFUSALS = [400, 404, 410, 422];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Events are kept for at least 30 days. */
const KEPT = 29 * DAY;

const COMPLETED = 'flow_session_completed';

/** Nothing is assumed of the order, so what is found is told and nothing is refuted. */
async function eventOrder(service) {
	const { records } = (await lists(service)).event;
	const seen = records.map((event) => Date.parse(event.created_at));
	if (new Set(seen).size < 3) return notSeen('no events of different times');
	const isEvery = (fits) => seen.every((time, index) => index === 0 || fits(seen[index - 1], time));
	const many = times(records.length, 'event');
	if (isEvery((before, time) => before <= time)) return confirmed(`${many}, the oldest first`);
	if (isEvery((before, time) => before >= time)) return confirmed(`${many}, the newest first`);
	return confirmed(`${many} in no order of their times`);
}

/** @param {Service} service */
async function unknownAfterId(service) {
	const known = new Set((await lists(service)).event.records.map(({ id }) => id));
	const answer = await firstPage(service, LISTS.event, { after_id: NO_EVENT, limit: 100 });
	const { status } = answer;
	if (!isSuccess(answer)) {
		return REFUSALS.includes(status) ? confirmed(`HTTP ${status}`) : refuted(`HTTP ${status}`);
	}
	if (known.size === 0) return notSeen('no events');
	const found = recordsIn(answer).filter(({ id }) => known.has(id)).length;
	return found > 0
		? refuted(`a list with ${times(found, 'known event')}`, 'all')
		: confirmed('a list without known events');
}

/** @param {Service} service */
async function deflectedEvents(service) {
	const events = (await lists(service)).event;
	if (!events.isWhole) return notSeen('the list of events could not be read to its end');
	const deflected = await readList(service, LISTS.flowSession, { status: 'deflected' });
	const kept = Date.now() - KEPT;
	const sessions = deflected.records.filter((session) => {
		const began = Date.parse(session.created_at);
		const ended = session.completed_at ? Date.parse(session.completed_at) : began + DAY;
		// All its events are kept still, and none is under way.
		return session.status === 'deflected' && began > kept && ended < Date.now() - HOUR;
	});
	if (sessions.length === 0) return notSeen('no session of the last 29 days was deflected');
	const told = new Set(
		events.records
			.filter(({ event, data }) => event === COMPLETED && data?.status === 'deflected')
			.map(({ data }) => data.id),
	);
	const missing = sessions.filter(({ id }) => !told.has(id)).length;
	const many = times(sessions.length, 'deflected session');
	return missing > 0
		? refuted(`${missing} of ${many} without an event that tells it`, 'none')
		: confirmed(`${many}, each with its event`);
}

module.exports = { probes: { deflectedEvents, eventOrder, unknownAfterId } };
