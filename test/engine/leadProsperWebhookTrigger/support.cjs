/** The Lead Prosper Webhook Trigger in n8n's engine, with the sandbox as the service. */
const { setTimeout: sleep } = require('node:timers/promises');
const { Container } = require('@n8n/di');
const { startSandbox } = require('../../../sandbox/index.cjs');
const { copyPackage, createEngine } = require('../support/engine.cjs');
const { createTrigger, startHost } = require('../support/trigger.cjs');

const TYPE = 'leadProsperWebhookTrigger';
const credentials = { leadProsperApi: { id: 'right', name: 'right' } };

/** A campaign without leads in the seed. */
const QUIET = 30108;

/**
 * Call it at the top of a test file. The sandbox is put back to its seed data before each test; after
 * each, no request may have been outside the contract.
 */
function webhookTriggerTests() {
	/** @type {import('../../../sandbox/index.cjs').Sandbox} */
	let sandbox;
	/** @type {import('../support/engine.cjs').Engine} */
	let engine;
	/** @type {string[]} */
	const warnings = [];
	/** @type {{ trigger: any, host: any }[]} */
	let actives = [];
	/** @type {import('../support/engine.cjs').Engine[]} */
	const others = [];
	let access;

	beforeAll(async () => {
		sandbox = await startSandbox();
		access = { right: sandbox.leadProsper };
		engine = await createEngine({ credentials: access });
		const { Logger } = require('@n8n/backend-common');
		jest.spyOn(Container.get(Logger), 'warn').mockImplementation((message) => {
			warnings.push(message);
		});
	});
	afterAll(async () => {
		for (const one of [engine, ...others]) one.close();
		await sandbox.close();
	});
	beforeEach(() => {
		sandbox.reset();
		warnings.length = 0;
	});
	afterEach(async () => {
		// Switched off, a trigger looks for nothing any more.
		for (const { trigger } of actives) await trigger.hook('delete');
		await Promise.all(actives.map(({ host }) => host.close()));
		actives = [];
		expect(sandbox.violations()).toEqual([]);
		expect(JSON.stringify(warnings)).not.toContain(sandbox.leadProsper.apiKey);
	});

	async function makeProcess() {
		const another = await createEngine({ credentials: access, packageDir: copyPackage() });
		others.push(another);
		return another;
	}

	return {
		get sandbox() {
			return sandbox;
		},
		get engine() {
			return engine;
		},
		warnings,
		trigger: (parameters) => createTrigger(engine, TYPE, { ...parameters }, credentials),

		/**
		 * A trigger that is published, and the campaign's trigger that somebody has set up for it.
		 * @param {object} [parameters] of the node
		 * @param {object} [campaignTrigger] its rule, format and body
		 */
		async active(parameters, campaignTrigger) {
			const trigger = createTrigger(engine, TYPE, { ...parameters }, credentials);
			await trigger.activate();
			const host = await startHost(engine, trigger, makeProcess);
			actives.push({ trigger, host });
			sandbox.addCampaignTrigger({ campaignId: QUIET, url: host.url, ...campaignTrigger });
			return { trigger, host };
		},

		/** A lead comes into the campaign, and its triggers post. */
		async lead(lead) {
			const [added] = sandbox.addLeads({ campaignId: QUIET, lead });
			await sandbox.campaignTriggersSettled();
			return added;
		},
		/** A lead that no trigger has posted. */
		unposted(lead) {
			const [{ id }] = sandbox.addLeads({ campaignId: 30103, lead });
			return id;
		},
		/** @returns what the sender sees: {status, answer, ms} */
		async post(host, body, type) {
			const { status, body: answer, ms } = await sandbox.deliver({ url: host.url, body, type });
			return { status, answer, ms };
		},
		/** The lead as Lead: Get puts it out. */
		async leadAsGet(id) {
			const options = { credentials };
			const parameters = { resource: 'lead', operation: 'get', leadId: id };
			const { items } = await engine.runNode('leadProsper', parameters, options);
			return items[0][0];
		},
		reads: () => sandbox.requests().filter(({ operationId }) => operationId === 'getLead').length,
	};
}

const idsOf = (items) => items.map(({ id }) => id);

module.exports = { idsOf, sleep, TYPE, webhookTriggerTests };
