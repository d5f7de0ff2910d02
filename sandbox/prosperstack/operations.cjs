'use strict';

const { Refusal } = require('../shared/refusal.cjs');
const { listPage, atOrAfter, having, textFilter } = require('./lists.cjs');
const { updateValues } = require('./propertyValues.cjs');

const MAX_WEBHOOKS = 10;
const PORTAL_SESSION_MS = 3_600_000;

/** @throws {Refusal} 404 */
function find(collection, id, name) {
	const item = collection.get(id);
	if (!item) throw new Refusal(404, `${name} not found`);
	return item;
}

function created(baseUrl, path, item) {
	return { status: 201, headers: { Location: `${baseUrl}/${path}/${item.id}` }, body: item };
}

const flows = (account) => ({
	listFlows: ({ query }) => listPage('flows', account.flows.list(), query),
	getFlow: ({ params }) => ({ body: find(account.flows, params.id, 'Flow') }),
});

/** A filter, unless the service ignores the parameter. */
const unlessIgnored = (choice, filter) => (choice === 'ignored' ? () => true : filter);

/** What a canceled session shows of its subscription: see `canceledMrr`. */
const withMrr = (session, { canceledMrr }) =>
	canceledMrr === 'zero' && session.status === 'canceled'
		? { ...session, subscription: { ...session.subscription, mrr: '0.00' } }
		: session;

const flowSessions = (account, options) => ({
	listFlowSessions({ query }) {
		const isOfSubscriber = unlessIgnored(
			options.subscriberIdFilter,
			having({ subscriber: query.subscriber_id }),
		);
		const hasStatus = unlessIgnored(options.statusFilter, having({ status: query.status }));
		const started = atOrAfter(query.started_at, 'started_at');
		const completed = atOrAfter(query.completed_at, 'completed_at');
		const sessions = account.sessions
			.list()
			.filter(
				(session) =>
					isOfSubscriber(session) &&
					hasStatus(session) &&
					started(session.started_at) &&
					completed(session.completed_at),
			);
		const show = (session) => withMrr(account.toFlowSession(session), options);
		return listPage('flow_sessions', sessions, query, { show });
	},
	getFlowSession: ({ params }) => ({
		body: withMrr(
			account.toFlowSession(find(account.sessions, params.id, 'Flow session')),
			options,
		),
	}),
});

const offers = (account) => ({
	listOffers: ({ query }) => listPage('offers', account.offers.list(), query, { endsEmpty: true }),
	getOffer: ({ params }) => ({ body: find(account.offers, params.id, 'Offer') }),
});

const properties = (account, options) => ({
	listProperties: ({ query }) =>
		listPage(
			'properties',
			account.properties
				.list()
				.filter(unlessIgnored(options.entityFilter, having({ entity: query.entity }))),
			query,
		),

	getProperty: ({ params }) => ({ body: find(account.properties, params.id, 'Property') }),

	createProperty({ body, baseUrl }) {
		const { key, name, entity, type, format = null } = body;
		if (key.trim() === '' || name.trim() === '')
			throw new Refusal(422, "key and name can't be blank");
		if (format !== null && type !== 'number') throw new Refusal(422, 'format is for numbers only');
		if (account.properties.list().some(having({ key, entity }))) {
			throw new Refusal(422, `key "${key}" has already been taken`);
		}
		const property = { id: account.newId('prop'), key, name, entity, type, format };
		account.properties.put(property);
		return created(baseUrl, 'properties', property);
	},

	deleteProperty({ params }) {
		find(account.properties, params.id, 'Property');
		account.properties.remove(params.id);
		return { status: 204 };
	},
});

/** The verb of updates is not known: see the option `updateMethod`. */
function checkMethod(method, { updateMethod, allowHeader }) {
	if (method === updateMethod) return;
	throw new Refusal(405, 'Method not allowed', {
		headers: allowHeader ? { Allow: `GET, ${updateMethod}` } : {},
		// PUT may empty what is not named, and another verb than the first choice needs a 405 before.
		violation: method === 'PUT' || updateMethod === 'PATCH',
	});
}

/** Subscribers and subscriptions: only their properties can be changed. */
function update(account, options, collection, entity, { params, body, method }) {
	checkMethod(method, options);
	const record = find(collection, params.id, entity);
	const known = account.properties.list().filter(having({ entity }));
	const updated = {
		...record,
		properties: updateValues(record.properties, body.properties ?? {}, known, options.clearsWith),
		updated_at: account.now(),
	};
	collection.put(updated);
	return { body: updated };
}

/** By their e-mail address: see `emailFilter` and `emailParameter`. */
function byEmail(query, { emailFilter, emailParameter }) {
	if (emailFilter === 'refused' && query.email !== undefined) {
		throw new Refusal(422, 'Unknown parameter: email');
	}
	const comparison = emailFilter === 'honoured' ? 'anyCase' : emailFilter;
	return textFilter('email', query[emailParameter], comparison);
}

/** By their platform id, or by that of one of their subscriptions: see `platformIdFilter`. */
function byPlatformId(account, { platform_id: wanted }, { platformIdFilter }) {
	if (platformIdFilter !== 'bySubscription' || wanted === undefined) {
		return textFilter('platform_id', wanted, platformIdFilter);
	}
	const owners = account.subscriptions.list().filter(having({ platform_id: wanted }));
	return ({ id }) => owners.some(({ subscriber_id: owner }) => owner === id);
}

const subscribers = (account, options) => {
	const isVisible = (subscriber) => account.isVisible(subscriber, options.recordVisibleAfterMs);
	return {
		listSubscribers({ query }) {
			const hasEmail = byEmail(query, options);
			const hasPlatformId = byPlatformId(account, query, options);
			const fitting = account.subscribers
				.list()
				.filter((one) => isVisible(one) && hasEmail(one) && hasPlatformId(one));
			return listPage('subscribers', fitting, query);
		},
		getSubscriber({ params }) {
			const subscriber = find(account.subscribers, params.id, 'Subscriber');
			if (!isVisible(subscriber)) throw new Refusal(404, 'Subscriber not found');
			return { body: subscriber };
		},
		updateSubscriber: (call) => update(account, options, account.subscribers, 'subscriber', call),
	};
};

const subscriptions = (account, options) => ({
	listSubscriptions({ query }) {
		const { platform_id: platformId, subscriber_id } = query;
		const hasPlatformId = textFilter('platform_id', platformId, options.platformIdFilter);
		const isOfSubscriber = unlessIgnored(options.subscriberIdFilter, having({ subscriber_id }));
		const fitting = account.subscriptions
			.list()
			.filter((one) => hasPlatformId(one) && isOfSubscriber(one));
		return listPage('subscriptions', fitting, query);
	},
	getSubscription: ({ params }) => ({
		body: find(account.subscriptions, params.id, 'Subscription'),
	}),
	updateSubscription: (call) =>
		update(account, options, account.subscriptions, 'subscription', call),
});

const webhooks = (account, options) => ({
	listWebhooks: ({ query }) => listPage('webhooks', account.webhooks.list(), query),
	getWebhook: ({ params }) => ({ body: find(account.webhooks, params.id, 'Webhook') }),
	createWebhook({ body, baseUrl }) {
		if (account.webhooks.list().length >= MAX_WEBHOOKS) {
			throw new Refusal(422, `An account can have at most ${MAX_WEBHOOKS} webhooks`);
		}
		const { url, events } = body;
		if (options.startedWebhooks === 'refused' && events.includes('flow_session_started')) {
			throw new Refusal(422, 'events: flow_session_started is not supported');
		}
		const webhook = { id: account.newId('hook'), url, events, created_at: account.now() };
		account.webhooks.put(webhook);
		return created(baseUrl, 'webhooks', webhook);
	},
	/** Not documented: it may work, or be unknown to the service. */
	deleteWebhook({ params }) {
		if (options.webhookDeleteStatus !== 204) {
			throw new Refusal(options.webhookDeleteStatus, "Webhooks can't be deleted here");
		}
		find(account.webhooks, params.id, 'Webhook');
		account.webhooks.remove(params.id);
		return { status: 204 };
	},
});

/** The order of a list isn't documented, so a client may not rely on any. */
const eventOrders = {
	oldestFirst: (events) => events,
	newestFirst: (events) => [...events].reverse(),
	/** Every second one first. */
	mixed: (events) => [
		...events.filter((_, index) => index % 2 === 1),
		...events.filter((_, index) => index % 2 === 0),
	],
};

/** The events after one, which the account may not have any more: see `unknownAfterId`. */
function eventsAfter(all, afterId, { unknownAfterId }) {
	const after = all.findIndex(({ id }) => id === afterId);
	if (afterId === undefined || after !== -1) return all.slice(after + 1);
	if (unknownAfterId === 'all') return all;
	if (unknownAfterId === 'empty') return [];
	throw new Refusal(unknownAfterId, `after_id: no event "${afterId}"`);
}

const events = (account, options) => ({
	listEvents({ query }) {
		const isOfType = unlessIgnored(options.eventFilter, having({ event: query.event }));
		const isLater = atOrAfter(query.created_at, 'created_at');
		const fitting = eventsAfter(account.events.list(), query.after_id, options).filter(
			(event) =>
				account.isVisible(event, options.eventVisibleAfterMs.list) &&
				isOfType(event) &&
				isLater(event.created_at),
		);
		const ordered = eventOrders[options.eventOrder](fitting);
		return listPage('events', ordered, query, { show: account.toEvent });
	},
	getEvent({ params }) {
		const event = find(account.events, params.id, 'Event');
		if (!account.isVisible(event, options.eventVisibleAfterMs.single)) {
			throw new Refusal(404, 'Event not found');
		}
		return { body: account.toEvent(event) };
	},
});

const portalSessions = (account) => ({
	createPortalSession({ body }) {
		if (!account.subscribers.list().some(having({ platform_id: body.platform_subscriber_id }))) {
			throw new Refusal(404, 'Customer not found');
		}
		const id = account.newId('psess');
		const createdAt = account.now();
		const session = {
			id,
			url: `https://portal.example.com/sessions/${id}`,
			created_at: createdAt,
			expires_at: new Date(Date.parse(createdAt) + PORTAL_SESSION_MS).toISOString(),
		};
		account.portalSessions.put(session);
		return { status: 201, headers: { Location: session.url }, body: session };
	},
});

/** All operations of the contract, by operationId. */
const operations = (account, options) => ({
	...flows(account),
	...flowSessions(account, options),
	...offers(account),
	...properties(account, options),
	...subscribers(account, options),
	...subscriptions(account, options),
	...webhooks(account, options),
	...events(account, options),
	...portalSessions(account),
});

module.exports = { operations };
