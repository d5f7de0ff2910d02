/** The Lead Prosper node in n8n's engine, with the sandbox as the service. */
const { DateTime } = require('luxon');
const { startSandbox } = require('../../../sandbox/index.cjs');
const { passTime } = require('../support/clock.cjs');
const { createEngine } = require('../support/engine.cjs');

/** Days after the clocks went forward in New York, which they did on 8 March at 2 o'clock. */
const TODAY = '2026-03-12T15:00:00Z';
const ZONE = 'America/New_York';

/**
 * Call it at the top of a test file. Starts the sandbox before all tests and puts it back to its
 * seed data before each; after each, no request may have been outside the contract.
 */
function leadProsperTests() {
	/** @type {import('../../../sandbox/index.cjs').Sandbox} */
	let sandbox;
	/** @type {import('../support/engine.cjs').Engine} */
	let engine;

	beforeAll(async () => {
		sandbox = await startSandbox({ today: TODAY, rateLimit: { limit: 10_000 } });
		const { baseUrl, apiKey } = sandbox.leadProsper;
		engine = await createEngine({
			credentials: {
				right: { baseUrl, apiKey },
				wrong: { baseUrl, apiKey: 'not-the-key' },
				// The key of supplier 55077 of campaign 21624.
				supplier: { baseUrl, apiKey: '2yaxvv2ixl65' },
			},
		});
	});
	afterAll(async () => {
		engine.close();
		await sandbox.close();
	});
	beforeEach(() => {
		sandbox.reset();
		// What the lists have read serves for ten seconds.
		passTime(10_000);
	});
	afterEach(() => expect(sandbox.violations()).toEqual([]));

	const credentials = (id, type = 'leadProsperApi') => ({ [type]: { id, name: id } });

	return {
		get sandbox() {
			return sandbox;
		},
		get engine() {
			return engine;
		},
		get apiKey() {
			return sandbox.leadProsper.apiKey;
		},
		/**
		 * @param {string} resource
		 * @param {string} operation
		 * @param {object} [parameters]
		 * @param {Options} [options]
		 *
		 * @typedef {Parameters<import('../support/engine.cjs').Engine['runNode']>[2]
		 *   & { credential?: string }} Options of `runNode`; `credential`: right, wrong or supplier
		 */
		run: (resource, operation, parameters = {}, { credential = 'right', ...options } = {}) =>
			engine.runNode(
				'leadProsper',
				{ resource, operation, ...parameters },
				{ credentials: credentials(credential), ...options },
			),
		/**
		 * As somebody who has a supplier's key and no account.
		 * @param {string} operation of the resource Lead
		 * @param {object} parameters
		 * @param {Options} [options]
		 */
		runAsSupplier: (operation, parameters, { credential = 'supplier', ...options } = {}) =>
			engine.runNode(
				'leadProsper',
				{ resource: 'lead', operation, authentication: 'supplierKey', ...parameters },
				{ credentials: credentials(credential, 'leadProsperSupplierApi'), ...options },
			),
		callMethod: (kind, name, parameters = {}, args = []) =>
			engine.callMethod(kind, name, 'leadProsper', parameters, args, {
				credentials: credentials('right'),
			}),
		requests: () => sandbox.requests(),
		campaign: (id) => sandbox.data.campaigns().find((campaign) => campaign.id === id),
		/** The sandbox's own leads of a campaign whose time is within the days, newest first. */
		leadsBetween(campaignId, startDate, endDate, zone = ZONE) {
			const from = DateTime.fromISO(startDate, { zone }).toMillis();
			const until = DateTime.fromISO(endDate, { zone }).plus({ days: 1 }).toMillis();
			return sandbox.data
				.leads(campaignId)
				.filter(({ lead_date_ms: ms }) => Number(ms) >= from && Number(ms) < until);
		},
		/** No key in what the user sees or n8n stores of an error: neither the account's nor a supplier's. */
		expectNoSecrets(error) {
			const text = JSON.stringify(error) + String(error?.stack) + String(error?.message);
			expect(text).not.toContain(sandbox.leadProsper.apiKey);
			for (const { suppliers } of sandbox.data.campaigns()) {
				for (const { hash } of suppliers) expect(text).not.toContain(hash);
			}
		},
	};
}

/** An empty value as it comes from the input: an empty field is refused by n8n itself. */
const EMPTY = '={{ "" }}';

/** The fields of a lead that campaign 21624 takes. */
const LEAD = {
	first_name: 'Ada',
	last_name: 'Lovelace',
	email: 'ada@example.org',
	phone: '2125550100',
	state: 'NY',
	incident_date: '2026-02-01',
	injured: 'Yes',
	attorney: 'No',
	ip_address: '203.0.113.7',
};

/** As the editor saves a resource locator. */
const byId = (value) => ({ __rl: true, mode: 'id', value });
const fromList = (value, cachedResultName) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName,
});

module.exports = { leadProsperTests, byId, fromList, EMPTY, LEAD, ZONE };
