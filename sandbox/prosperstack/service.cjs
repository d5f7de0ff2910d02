'use strict';

const path = require('node:path');
const { createAccount } = require('./account.cjs');
const { operations } = require('./operations.cjs');

const API_KEY = 'key_test_sandbox';

/** `eventOrder`: `oldestFirst`, `newestFirst` or `mixed`. */
const DEFAULT_OPTIONS = { eventOrder: 'oldestFirst' };

/** @returns {import('../shared/serve.cjs').Service} */
function createProsperStack(clock) {
	const account = createAccount(clock);
	const options = { ...DEFAULT_OPTIONS };
	const authorization = `Basic ${Buffer.from(`${API_KEY}:`).toString('base64')}`;

	return {
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
		operations: operations(account, options),
		controls: {},
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
			Object.assign(options, DEFAULT_OPTIONS);
		},
	};
}

module.exports = { createProsperStack };
