'use strict';

const path = require('node:path');
const { createOptions } = require('../shared/options.cjs');
const { Refusal } = require('../shared/refusal.cjs');
const { createAccount } = require('./account.cjs');
const accounting = require('./accounting.cjs');
const aftermath = require('./aftermath.cjs');
const campaigns = require('./campaigns.cjs');
const { createCampaignTriggers } = require('./campaignTriggers.cjs');
const { controls } = require('./controls.cjs');
const leads = require('./leads.cjs');
const { OPTIONS } = require('./options.cjs');
const { withEnvelopes } = require('./shapes.cjs');
const stats = require('./stats.cjs');
const submission = require('./submission.cjs');

const API_KEY = 'lp-sandbox-key';
/** Of the same account: for tests that keep a key where it can be read. */
const SECOND_API_KEY = 'lp-sandbox-second-key';

/** Laravel's shapes (guess), and the one error body that is documented. */
function errorBody({ status, message, errors }, options) {
	if (status === 401 || status === 429) return { message };
	if (errors && Object.keys(errors).length > 0) return { message, errors };
	const details = options.details ? { reason: [`More about it: ${message}`] } : null;
	return { status: 'error', message, details };
}

/**
 * Lead Prosper, as `serve` wants it.
 *
 * @param {ReturnType<typeof import('../shared/deliveries.cjs').createDeliveries>} deliveries of its triggers
 */
function createLeadProsper(clock, deliveries) {
	const options = createOptions(OPTIONS);
	const { values } = options;
	const campaignTriggers = createCampaignTriggers(deliveries, values);
	const account = createAccount(clock, values, campaignTriggers.leadCame);

	/** @satisfies {import('../shared/serve.cjs').Service} */
	const service = {
		name: 'leadProsper',
		prefix: '/leadprosper',
		contract: path.join(__dirname, '..', 'leadprosper.openapi.yaml'),
		apiKey: API_KEY,
		options,
		security: {
			bearer: ({ headers }) =>
				[API_KEY, SECOND_API_KEY].some((key) => headers.authorization === `Bearer ${key}`),
		},
		list: { items: 'leads', cursor: 'search_after' },
		errorBody: (refusal) => errorBody(refusal, values),
		limitHeaders: () => ({}),
		checkRequest(req) {
			if (req.method === 'GET' && 'content-type' in req.headers) {
				throw new Refusal(415, 'A GET must not have a Content-Type', { violation: true });
			}
		},
		operations: withEnvelopes(
			{
				...campaigns.operations(account, clock, values),
				...leads.operations(account, values),
				...stats.operations(account, values),
				...aftermath.operations(account, clock, values),
				...accounting.operations(account, values),
				...submission.operations(account, clock, values, campaignTriggers.pinged),
			},
			values,
		),
		controls: {
			...controls(account, clock),
			...campaignTriggers.controls,
			secondApiKey: () => SECOND_API_KEY,
		},
		data: {
			campaigns: () => account.campaigns.list(),
			campaignSettings: () => account.settings,
			campaignTriggers: campaignTriggers.list,
			/** @param {string | number} [campaignId] all campaigns' without it */
			leads: (campaignId) =>
				campaignId === undefined
					? account.campaigns.list().flatMap(({ id }) => account.leadsOf(id).list())
					: account.leadsOf(campaignId).list(),
		},
		reset() {
			account.reset();
			campaignTriggers.clear();
			options.reset();
		},
	};
	return service;
}

module.exports = { createLeadProsper };
