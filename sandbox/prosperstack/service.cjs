'use strict';

const path = require('node:path');
const { createOptions } = require('../shared/options.cjs');
const { createAccount } = require('./account.cjs');
const { createEmitter } = require('./emit.cjs');
const { operations } = require('./operations.cjs');
const { OPTIONS } = require('./options.cjs');
const { withShapes } = require('./shapes.cjs');

const API_KEY = 'key_test_sandbox';

/**
 * ProsperStack, as `serve` wants it.
 *
 * @param {ReturnType<typeof import('../shared/deliveries.cjs').createDeliveries>} deliveries to its webhooks
 */
function createProsperStack(clock, deliveries) {
	const account = createAccount(clock);
	const options = createOptions(OPTIONS);
	const authorization = `Basic ${Buffer.from(`${API_KEY}:`).toString('base64')}`;

	/** @satisfies {import('../shared/serve.cjs').Service} */
	const service = {
		name: 'prosperStack',
		prefix: '/prosperstack/v1',
		contract: path.join(__dirname, '..', 'prosperstack.openapi.yaml'),
		apiKey: API_KEY,
		options,
		security: { basic: (req) => req.headers.authorization === authorization },
		list: { items: 'data', cursor: 'next_cursor' },
		errorBody: ({ message }) => ({ error: message }),
		limitHeaders: ({ limit, remaining, resetSeconds }) => ({
			'RateLimit-Limit': String(limit),
			'RateLimit-Remaining': String(remaining),
			'RateLimit-Reset': String(resetSeconds),
		}),
		operations: withShapes(operations(account, options.values), options.values),
		controls: {
			...createEmitter(account, deliveries, options.values),
			addSubscribers: account.addSubscribers,
		},
		data: {
			flows: () => account.flows.list(),
			offers: () => account.offers.list(),
			properties: () => account.properties.list(),
			subscribers: () => account.subscribers.list(),
			subscriptions: () => account.subscriptions.list(),
			sessions: () => account.sessions.list().map(account.toFlowSession),
			webhooks: () => account.webhooks.list(),
			events: () => account.events.list().map(account.toEvent),
			portalSessions: () => account.portalSessions.list(),
		},
		reset() {
			account.reset();
			options.reset();
		},
	};
	return service;
}

module.exports = { createProsperStack };
