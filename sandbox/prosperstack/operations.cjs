'use strict';

const { Refusal } = require('../shared/refusal.cjs');
const { listPage, atOrAfter, having } = require('./lists.cjs');
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

const flowSessions = (account) => ({
	listFlowSessions({ query }) {
		const isOfSubscriber = having({ subscriber: query.subscriber_id, status: query.status });
		const started = atOrAfter(query.started_at, 'started_at');
		const completed = atOrAfter(query.completed_at, 'completed_at');
		const sessions = account.sessions
			.list()
			.filter(
				(session) =>
					isOfSubscriber(session) && started(session.started_at) && completed(session.completed_at),
			);
		return listPage('flow_sessions', sessions, query, { show: account.toFlowSession });
	},
	getFlowSession: ({ params }) => ({
		body: account.toFlowSession(find(account.sessions, params.id, 'Flow session')),
	}),
});

const offers = (account) => ({
	listOffers: ({ query }) => listPage('offers', account.offers.list(), query, { endsEmpty: true }),
	getOffer: ({ params }) => ({ body: find(account.offers, params.id, 'Offer') }),
});

const properties = (account) => ({
	listProperties: ({ query }) =>
		listPage(
			'properties',
			account.properties.list().filter(having({ entity: query.entity })),
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

/** Subscribers and subscriptions: only their properties can be changed. */
function update(account, collection, entity, { params, body }) {
	const record = find(collection, params.id, entity);
	const known = account.properties.list().filter(having({ entity }));
	const updated = {
		...record,
		properties: updateValues(record.properties, body.properties ?? {}, known),
		updated_at: account.now(),
	};
	collection.put(updated);
	return { body: updated };
}

const subscribers = (account) => ({
	listSubscribers({ query }) {
		const fits = having({ platform_id: query.platform_id, email: query.email });
		return listPage('subscribers', account.subscribers.list().filter(fits), query);
	},
	getSubscriber: ({ params }) => ({ body: find(account.subscribers, params.id, 'Subscriber') }),
	updateSubscriber: (call) => update(account, account.subscribers, 'subscriber', call),
});

const subscriptions = (account) => ({
	listSubscriptions({ query }) {
		const { platform_id, subscriber_id } = query;
		const fits = having({ platform_id, subscriber_id });
		return listPage('subscriptions', account.subscriptions.list().filter(fits), query);
	},
	getSubscription: ({ params }) => ({
		body: find(account.subscriptions, params.id, 'Subscription'),
	}),
	updateSubscription: (call) => update(account, account.subscriptions, 'subscription', call),
});

const webhooks = (account, options) => ({
	listWebhooks: ({ query }) => listPage('webhooks', account.webhooks.list(), query),
	getWebhook: ({ params }) => ({ body: find(account.webhooks, params.id, 'Webhook') }),
	createWebhook({ body, baseUrl }) {
		if (account.webhooks.list().length >= MAX_WEBHOOKS) {
			throw new Refusal(422, `An account can have at most ${MAX_WEBHOOKS} webhooks`);
		}
		const { url, events } = body;
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

const events = (account, options) => ({
	listEvents({ query }) {
		const all = account.shownEvents();
		const after = all.findIndex(({ id }) => id === query.after_id);
		if (query.after_id !== undefined && after === -1) {
			throw new Refusal(422, `after_id: no event "${query.after_id}"`);
		}
		const isOfType = having({ event: query.event });
		const isLater = atOrAfter(query.created_at, 'created_at');
		const fitting = all
			.slice(after + 1)
			.filter((event) => isOfType(event) && isLater(event.created_at));
		const ordered = eventOrders[options.eventOrder](fitting);
		return listPage('events', ordered, query, { show: account.toEvent });
	},
	getEvent({ params }) {
		const event = account.shownEvents().find(({ id }) => id === params.id);
		if (!event) throw new Refusal(404, 'Event not found');
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
	...flowSessions(account),
	...offers(account),
	...properties(account),
	...subscribers(account),
	...subscriptions(account),
	...webhooks(account, options),
	...events(account, options),
	...portalSessions(account),
});

module.exports = { operations };
