'use strict';

const { createCollection } = require('../shared/collection.cjs');
const { createRandom } = require('../shared/random.cjs');
const { flows, offers, properties, webhooks } = require('./seed/catalog.cjs');
const { createCustomers } = require('./seed/customers.cjs');
const { portalSession } = require('./seed/samples.cjs');
const { createEvents, createSessions } = require('./seed/sessions.cjs');

const MINUTE = 60_000;

const newestFirst = (a, b) => Date.parse(b.created_at) - Date.parse(a.created_at);
const oldestFirst = (a, b) => newestFirst(b, a);
const asMade = () => 0;

/** @template T @param {() => T} make @returns {() => T} */
function once(make) {
	let made;
	return () => (made ??= make());
}

/** What a session is before the subscriber has done anything in it. */
const JUST_STARTED = {
	status: 'in_progress',
	completed_at: null,
	offers_presented: [],
	offer_accepted: null,
	answers: [],
	steps: [],
	cancel_reason: null,
	deflected_by: null,
};

/** What the ProsperStack account holds. */
function createAccount(clock) {
	const seedEnd = Math.floor(clock.now() / MINUTE) * MINUTE;
	const customers = once(() => createCustomers(seedEnd));
	const seedSessions = once(() => createSessions(customers().subscriptions, seedEnd));
	const seedEvents = once(() => createEvents(seedSessions(), seedEnd));

	const collections = {
		flows: createCollection(() => flows, asMade),
		offers: createCollection(() => offers, asMade),
		properties: createCollection(() => properties, asMade),
		subscribers: createCollection(
			once(() => [...customers().subscribers].sort(newestFirst)),
			newestFirst,
		),
		subscriptions: createCollection(
			once(() => [...customers().subscriptions].sort(newestFirst)),
			newestFirst,
		),
		sessions: createCollection(seedSessions, newestFirst),
		events: createCollection(seedEvents, oldestFirst),
		webhooks: createCollection(() => webhooks, asMade),
		portalSessions: createCollection(() => [portalSession], asMade),
	};
	let made = 0;

	/** A session as the API shows it, with the records that it names. */
	function toFlowSession(session) {
		return {
			...session,
			flow: collections.flows.get(session.flow),
			subscriber: collections.subscribers.get(session.subscriber),
			subscription: collections.subscriptions.get(session.subscription),
			offers_presented: session.offers_presented.map((id) => collections.offers.get(id)),
			offer_accepted: session.offer_accepted && collections.offers.get(session.offer_accepted),
		};
	}

	/** An event that was emitted with `shownAfterMs` is hidden from list and look-up until then. */
	const shownEvents = () => {
		const now = Date.now();
		return collections.events.list().filter(({ shownAt = 0 }) => shownAt <= now);
	};

	function toEvent({ session: sessionId, shownAt: _shownAt, ...event }) {
		const session = collections.sessions.get(sessionId);
		const isStart = event.event === 'flow_session_started';
		return { ...event, data: toFlowSession(isStart ? { ...session, ...JUST_STARTED } : session) };
	}

	return {
		...collections,
		toFlowSession,
		toEvent,
		shownEvents,

		/** An id that is new to this account, the same ones after each reset. */
		newId: (prefix) => `${prefix}_${createRandom(`made ${made++}`).alphanumeric(24)}`,

		now: () => new Date(clock.now()).toISOString(),

		reset() {
			made = 0;
			for (const collection of Object.values(collections)) collection.reset();
		},
	};
}

module.exports = { createAccount };
