'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { createRandom } = require('../shared/random.cjs');
const { isLoopback } = require('../shared/deliveries.cjs');
const { createSession } = require('./seed/sessions.cjs');

const STARTED = 'flow_session_started';
const COMPLETED = 'flow_session_completed';

/**
 * Things that happen in the account: a session starts or ends, an event tells of it, and the webhooks
 * that want that event are called.
 */
function createEmitter(account, deliveries, options) {
	/** That an incomplete session has turned into a deflected one may be told by no event. */
	const isUntold = ({ id, status }) =>
		!options.deflectedEvents &&
		status === 'deflected' &&
		account.sessions.get(id)?.status === 'incomplete';

	/** A made-up session, or the one that `changes.id` names, with the changes. */
	function putSession(changes, event, time) {
		const known = changes.id && account.sessions.get(changes.id);
		const random = createRandom(account.newId('emitted'));
		const subscription = random.pick(account.subscriptions.list());
		const status = event === STARTED ? 'in_progress' : 'canceled';
		const session = known ?? createSession(random, subscription, Date.parse(time), status);
		const ended = event === COMPLETED ? { status: 'canceled', completed_at: time } : {};
		const changed = { ...session, ...ended, updated_at: time, ...changes };
		account.sessions.put(changed);
		return changed;
	}

	function putEvent(type, session, time, shownAfterMs) {
		const event = { id: account.newId('evt'), event: type, session: session.id, created_at: time };
		if (shownAfterMs > 0) event.shownAfterMs = shownAfterMs;
		account.events.put(event);
		return event;
	}

	/** @returns {Promise<object>[]} the deliveries of one event, under way */
	function deliverEvent(event, repeat, retries) {
		const { id, event: type, data } = account.toEvent(event);
		// As documented, a delivery has no created_at; the events endpoint has.
		const body = { event: type, event_id: id, data };
		return account.webhooks
			.list()
			.filter(({ url, events }) => events.includes(type) && isLoopback(url))
			.flatMap(({ id: webhookId, url }) =>
				Array.from({ length: repeat }, () =>
					deliveries.deliver({ url, body, retries }, { webhook_id: webhookId, event_id: id }),
				),
			);
	}

	/**
	 * Makes events, each with a session, and delivers them all at once, or `spacingMs` apart.
	 *
	 * @param {object} [what]
	 * @param {'flow_session_started'|'flow_session_completed'} [what.event]
	 * @param {object} [what.session] fields of the session; `flow`, `subscriber`, `subscription`,
	 * `offers_presented` and `offer_accepted` are ids. With the `id` of a session that exists, it changes
	 * @param {number} [what.count] how many
	 * @param {string} [what.at] ISO time of the events; now by default
	 * @param {boolean} [what.deliver] false: the webhooks miss them
	 * @param {number} [what.repeat] how often each is delivered
	 * @param {number} [what.spacingMs]
	 * @param {number} [what.shownAfterMs] the list shows it, and a look-up finds it, only so long after
	 * @param {number} [what.retries] how often a 5xx or a failed connection is tried again
	 * @returns {Promise<{ event_id: string | null, session_id: string, deliveries: object[] }[]>}
	 */
	async function emit({
		event: type = COMPLETED,
		session: changes = {},
		count = 1,
		at,
		deliver = true,
		repeat = 1,
		spacingMs = 0,
		retries = 0,
		shownAfterMs = 0,
	} = {}) {
		const emitted = [];
		for (let i = 0; i < count; i++) {
			if (i > 0 && spacingMs > 0) await sleep(spacingMs);
			const time = at ?? account.now();
			const untold = isUntold(changes);
			const session = putSession(changes, type, time);
			if (untold) {
				emitted.push({ event_id: null, session_id: session.id, underWay: [] });
				continue;
			}
			const event = putEvent(type, session, time, shownAfterMs);
			const underWay = deliver ? deliverEvent(event, repeat, retries) : [];
			emitted.push({ event_id: event.id, session_id: session.id, underWay });
		}
		return Promise.all(
			emitted.map(async ({ underWay, ...ids }) => ({
				...ids,
				deliveries: await Promise.all(underWay),
			})),
		);
	}

	/**
	 * Forgets events, as the service may after 30 days.
	 *
	 * @param {string} before ISO time
	 * @returns {number} how many
	 */
	function expireEvents(before) {
		const old = account.events
			.list()
			.filter(({ created_at: at }) => Date.parse(at) < Date.parse(before));
		for (const { id } of old) account.events.remove(id);
		return old.length;
	}

	return { emit, expireEvents };
}

module.exports = { createEmitter };
