'use strict';

const { createRandom } = require('../../shared/random.cjs');
const { flows, offers } = require('./catalog.cjs');
const sample = require('./samples.cjs');

const DAY = 86_400_000;
const MINUTE = 60_000;
const DAYS_BACK = 184;
const LONGEST_SESSION = 7 * MINUTE;
const EVENT_DAYS = 30;
const SESSIONS = 2100;

const REASONS = [
	['Too expensive', 'too_expensive'],
	['Missing features', 'missing_features'],
	['Switched to another product', 'switched'],
	['Not using it enough', 'unused'],
	['Technical problems', 'technical'],
	// A reason that its owner gave no code.
	['Other – 其他', null],
];
const REMARKS = [
	'The price went up twice this year.',
	'We merged teams; one account is enough.',
	'Größere Exporte brechen ab.',
	'',
];

const iso = (ms) => new Date(ms).toISOString();

function reasonAnswer(random, text) {
	const option = { id: `qopt_${random.alphanumeric(24)}`, text };
	// The reference shows an object; real accounts answer an array, with or without ids.
	const value = random.pick([option, [option], [{ text }]]);
	return { question: sample.reasonQuestion, value, sentiment: null };
}

function remarkAnswer(random) {
	const question = {
		id: 'ques_0penTextQuestion00000000',
		type: 'text',
		text: 'What could we have done better?',
		primary: false,
	};
	const value = random.chance(0.3) ? null : random.pick(REMARKS);
	return { question, value, sentiment: value ? random.pick(['negative', 'positive']) : null };
}

function steps(random, startedMs, completedMs, presented) {
	const step = (type, title, from, until) => ({
		step: { id: `step_${random.alphanumeric(24)}`, type, title },
		started_at: iso(from),
		completed_at: until === null ? null : iso(until),
	});
	const halfway =
		completedMs === null ? null : startedMs + Math.floor((completedMs - startedMs) / 2);
	const question = step('question', sample.reasonQuestion.text, startedMs, halfway);
	if (presented.length === 0 || halfway === null) return [question];
	return [question, step('offer', 'Before you go', halfway, completedMs)];
}

/** Fields beyond the reference, which real sessions have. */
const undocumented = (random, presented) => ({
	...(random.chance(0.7) && {
		client: { url: 'https://app.example.com/billing/cancel', user_agent: 'Mozilla/5.0' },
	}),
	...(random.chance(0.5) && {
		offer_groups_presented: presented.map((offer) => ({ name: 'Group', offers: [offer] })),
	}),
});

/**
 * One made-up session of a subscription's owner.
 *
 * @param {object} random
 * @param {object} subscription
 * @param {number} createdMs milliseconds since 1970
 * @param {string} status canceled, saved, deflected, incomplete, rerouted or in_progress
 */
function createSession(random, subscription, createdMs, status) {
	const neverStarted = status === 'incomplete' && random.chance(0.1);
	const isOpen = status === 'incomplete' || status === 'in_progress';
	const completedMs = isOpen ? null : createdMs + random.integer(15_000, 400_000);
	const presented = neverStarted
		? []
		: [random.pick(offers).id, random.pick(offers).id].slice(0, random.integer(0, 2));
	if (status === 'saved' && presented.length === 0) presented.push(offers[0].id);
	const [text, code] = random.pick(REASONS);
	const answered = !isOpen && status !== 'rerouted';
	return {
		id: `sess_${random.alphanumeric(24)}`,
		status,
		created_at: iso(createdMs),
		started_at: neverStarted ? null : iso(createdMs + 250),
		updated_at: iso(completedMs ?? createdMs + 60_000),
		completed_at: completedMs === null ? null : iso(completedMs),
		flow: random.pick(flows).id,
		subscriber: subscription.subscriber_id,
		subscription: subscription.id,
		offers_presented: presented,
		offer_accepted: status === 'saved' ? presented.at(-1) : null,
		answers: answered ? [reasonAnswer(random, text), remarkAnswer(random)] : [],
		steps: neverStarted ? [] : steps(random, createdMs, completedMs, presented),
		cancel_reason: answered && random.chance(0.8) ? { text, reason_code: code } : null,
		deflected_by: status === 'deflected' ? sample.deflection : null,
		rerouted_from_flow_session_id: null,
		...undocumented(random, presented),
	};
}

/**
 * Flow sessions of the last 184 days, newest first. They name the records that they are about by id.
 *
 * @param {readonly object[]} subscriptions
 * @param {number} end when the last session started, in milliseconds since 1970
 * @returns {object[]}
 */
function createSessions(subscriptions, end) {
	const random = createRandom('sessions');
	const sessions = [];
	for (let i = 0; i < SESSIONS; i++) {
		// The newest few are minutes old; the others spread over the whole time.
		const age = i < 5 ? i * MINUTE : ((i + random.next()) / SESSIONS) * DAYS_BACK * DAY;
		const createdMs = Math.floor(end - LONGEST_SESSION - age);
		const status =
			i < 2
				? 'in_progress'
				: random.weighted({ canceled: 40, saved: 28, deflected: 12, incomplete: 16, rerouted: 4 });
		const session = createSession(random, random.pick(subscriptions), createdMs, status);
		// The session that a customer was sent on to began after the one that sent it.
		const next = sessions.at(-1);
		if (status === 'rerouted' && next) next.rerouted_from_flow_session_id = session.id;
		sessions.push(session);
	}
	return [...sessions, sample.session];
}

/**
 * Events of the last 30 days' sessions, oldest first; they name their session by id.
 *
 * @param {readonly object[]} sessions
 * @param {number} end when the last of them is, in milliseconds since 1970
 * @returns {object[]}
 */
function createEvents(sessions, end) {
	const random = createRandom('events');
	const event = (type, session, time) => ({
		id: `evt_${random.alphanumeric(24)}`,
		event: type,
		session: session.id,
		created_at: time,
	});
	const recent = sessions.filter(({ created_at: at }) => Date.parse(at) > end - EVENT_DAYS * DAY);
	const events = recent.flatMap((session) => [
		...(session.started_at ? [event('flow_session_started', session, session.started_at)] : []),
		...(session.completed_at
			? [event('flow_session_completed', session, session.completed_at)]
			: []),
	]);
	return [sample.event, ...events].sort(
		(a, b) => Date.parse(a.created_at) - Date.parse(b.created_at),
	);
}

module.exports = { createSession, createSessions, createEvents };
