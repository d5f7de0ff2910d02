'use strict';

const { createCollection } = require('../shared/collection.cjs');
const { isVisibleAt } = require('../shared/clock.cjs');
const { createPerson } = require('../shared/people.cjs');
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
	/** @type {Map<string, number>} when records that are not of the seed were made */
	const madeAt = new Map();
	let made = 0;

	/** An id that is new to this account, the same ones after each reset. */
	function newId(prefix) {
		const id = `${prefix}_${createRandom(`made ${made++}`).alphanumeric(24)}`;
		madeAt.set(id, clock.now());
		return id;
	}

	const now = () => new Date(clock.now()).toISOString();

	/** @returns {object} a session as the API shows it, with the records that it names */
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

	/** @returns {object} an event as the API shows it */
	function toEvent({ session: sessionId, shownAfterMs: _shownAfterMs, ...event }) {
		const session = collections.sessions.get(sessionId);
		const isStart = event.event === 'flow_session_started';
		return { ...event, data: toFlowSession(isStart ? { ...session, ...JUST_STARTED } : session) };
	}

	return {
		...collections,
		toFlowSession,
		toEvent,

		newId,
		now,

		/** Whether a record can be read yet, where one can so long after it was made. */
		isVisible: ({ id, shownAfterMs = 0 }, afterMs) =>
			isVisibleAt(clock.now(), madeAt.get(id), Math.max(afterMs, shownAfterMs)),

		/**
		 * Made-up subscribers that come now, without subscriptions.
		 *
		 * @param {object} [what]
		 * @param {number} [what.count]
		 * @param {object} [what.subscriber] fields of all of them
		 * @returns {object[]} the subscribers
		 */
		addSubscribers({ count = 1, subscriber = {} } = {}) {
			return Array.from({ length: count }, () => {
				const id = newId('subr');
				const { firstName, lastName, email } = createPerson(createRandom(id));
				const time = now();
				const added = {
					id,
					platform_id: id.replace('subr_', 'cus_'),
					name: `${firstName} ${lastName}`,
					email,
					status: 'active',
					properties: [],
					created_at: time,
					updated_at: time,
					...subscriber,
				};
				collections.subscribers.put(added);
				return added;
			});
		},

		reset() {
			made = 0;
			madeAt.clear();
			for (const collection of Object.values(collections)) collection.reset();
		},
	};
}

module.exports = { createAccount };
