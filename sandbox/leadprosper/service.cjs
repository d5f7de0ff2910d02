'use strict';

const path = require('node:path');
const { Refusal } = require('../shared/refusal.cjs');
const { createAccount } = require('./account.cjs');
const accounting = require('./accounting.cjs');
const aftermath = require('./aftermath.cjs');
const campaigns = require('./campaigns.cjs');
const { controls } = require('./controls.cjs');
const leads = require('./leads.cjs');
const stats = require('./stats.cjs');
const submission = require('./submission.cjs');

const API_KEY = 'lp-sandbox-key';

/**
 * `alreadyPausedStatus`: HTTP status of "Buyer is already paused" / "already live". It is not
 * documented; 400 is what a body that says "error" most often comes with.
 */
const DEFAULT_OPTIONS = { alreadyPausedStatus: 400 };

/** Laravel's shapes (guess), and the one error body that is documented. */
function errorBody({ status, message, errors }) {
	if (status === 401 || status === 429) return { message };
	if (errors && Object.keys(errors).length > 0) return { message, errors };
	return { status: 'error', message, details: null };
}

/** Lead Prosper, as `serve` wants it. */
function createLeadProsper(clock) {
	const account = createAccount(clock);
	const options = { ...DEFAULT_OPTIONS };

	/** @satisfies {import('../shared/serve.cjs').Service} */
	const service = {
		name: 'leadProsper',
		prefix: '/leadprosper',
		contract: path.join(__dirname, '..', 'leadprosper.openapi.yaml'),
		apiKey: API_KEY,
		options,
		security: { bearer: (req) => req.headers.authorization === `Bearer ${API_KEY}` },
		list: { items: 'leads', cursor: 'search_after' },
		errorBody,
		limitHeaders: () => ({}),
		checkRequest(req) {
			if (req.method === 'GET' && 'content-type' in req.headers) {
				throw new Refusal(415, 'A GET must not have a Content-Type', { violation: true });
			}
		},
		operations: {
			...campaigns.operations(account, options),
			...leads.operations(account),
			...stats.operations(account),
			...aftermath.operations(account, clock),
			...accounting.operations(account),
			...submission.operations(account, clock),
		},
		controls: controls(account, clock),
		data: {
			campaigns: () => account.campaigns.list(),
			campaignSettings: () => account.settings,
			/** @param {string | number} [campaignId] all campaigns' without it */
			leads: (campaignId) =>
				campaignId === undefined
					? account.campaigns.list().flatMap(({ id }) => account.leadsOf(id).list())
					: account.leadsOf(campaignId).list(),
		},
		reset() {
			account.reset();
			Object.assign(options, DEFAULT_OPTIONS);
		},
	};
	return service;
}

module.exports = { createLeadProsper };
