const { Container } = require('@n8n/di');
const { startSandbox } = require('../../../sandbox/index.cjs');
const { copyPackage, createEngine } = require('./engine.cjs');
const { startHost } = require('./trigger.cjs');

/**
 * What the tests of a trigger with a webhook work with: the sandbox, put back to its seed data before
 * each test, and n8n's engine. After each test no request may have been outside the contract, and no
 * warning may hold the key. Call it at the top of a test file.
 *
 * @param {'leadProsper' | 'prosperStack'} service
 */
function webhookTests(service) {
	/** @type {import('../../../sandbox/index.cjs').Sandbox} */
	let sandbox;
	/** @type {import('./engine.cjs').Engine} */
	let engine;
	/** @type {Record<string, { baseUrl: string, apiKey: string }>} */
	let credentials;
	/** @type {string[]} */
	const warnings = [];
	/** @type {{ trigger: any, host: any }[]} */
	let published = [];
	/** @type {import('./engine.cjs').Engine[]} */
	const others = [];

	beforeAll(async () => {
		sandbox = await startSandbox();
		const { baseUrl, apiKey } = sandbox[service];
		credentials = { right: { baseUrl, apiKey } };
		engine = await createEngine({ credentials });
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
		sandbox.clearFaults();
		// Switched off, a trigger looks for nothing any more.
		await Promise.all(published.map(({ trigger }) => trigger.hook('delete')));
		await Promise.all(published.map(({ host }) => host.close()));
		published = [];
		expect(sandbox.violations()).toEqual([]);
		expect(JSON.stringify(warnings)).not.toContain(sandbox[service].apiKey);
	});

	async function makeProcess() {
		const another = await createEngine({ credentials, packageDir: copyPackage() });
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
		/** By their id in n8n. A test may change them. */
		get credentials() {
			return credentials;
		},
		warnings,
		/** Publishes a trigger, to the end of the test. @returns its webhook behind a real port */
		async publish(trigger) {
			await trigger.activate();
			const host = await startHost(engine, trigger, makeProcess);
			published.push({ trigger, host });
			return host;
		},
		/** Until n8n has recorded what the published triggers have handed over to it. */
		recorded: () => Promise.all(published.map(({ host }) => host.recorded())),
	};
}

module.exports = { webhookTests };
