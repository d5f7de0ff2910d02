/** The Lead Prosper Webhook Trigger in n8n's engine, with the sandbox as the service. */
const { setTimeout: sleep } = require('node:timers/promises');
const { createTrigger } = require('../support/trigger.cjs');
const { webhookTests } = require('../support/webhookTests.cjs');

const TYPE = 'leadProsperWebhookTrigger';
const credentials = { leadProsperApi: { id: 'right', name: 'right' } };

/** A campaign without leads in the seed. */
const QUIET = 30108;

/** The Lead Prosper Webhook Trigger, see `webhookTests`. Call it at the top of a test file. */
function webhookTriggerTests() {
	const tests = webhookTests('leadProsper');
	const makeTrigger = (parameters) =>
		createTrigger(tests.engine, TYPE, { ...parameters }, credentials);

	return Object.assign(tests, {
		trigger: makeTrigger,

		/**
		 * A trigger that is published, and the campaign's trigger that somebody has set up for it.
		 * @param {object} [parameters] of the node
		 * @param {object} [campaignTrigger] its rule, format and body
		 */
		async active(parameters, campaignTrigger) {
			const trigger = makeTrigger(parameters);
			const host = await tests.publish(trigger);
			const { url } = host;
			tests.sandbox.addCampaignTrigger({ campaignId: QUIET, url, ...campaignTrigger });
			return { trigger, host };
		},

		/** A lead comes into the campaign, and its triggers post. */
		async lead(lead) {
			const [added] = tests.sandbox.addLeads({ campaignId: QUIET, lead });
			await tests.sandbox.campaignTriggersSettled();
			return added;
		},
		/** A lead that no trigger has posted. */
		unposted(lead) {
			const [{ id }] = tests.sandbox.addLeads({ campaignId: 30103, lead });
			return id;
		},
		/** @returns what the sender sees: {status, answer, ms} */
		async post(host, body, type) {
			const sent = await tests.sandbox.deliver({ url: host.url, body, type });
			return { status: sent.status, answer: sent.body, ms: sent.ms };
		},
		/** The lead as Lead: Get puts it out. */
		async leadAsGet(id) {
			const options = { credentials };
			const parameters = { resource: 'lead', operation: 'get', leadId: id };
			const { items } = await tests.engine.runNode('leadProsper', parameters, options);
			return items[0][0];
		},
		reads: () =>
			tests.sandbox.requests().filter(({ operationId }) => operationId === 'getLead').length,
	});
}

const idsOf = (items) => items.map(({ id }) => id);

module.exports = { idsOf, sleep, TYPE, webhookTriggerTests };
