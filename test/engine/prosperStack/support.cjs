/** The ProsperStack node in n8n's engine, with the sandbox as the service. */
const { startSandbox } = require('../../../sandbox/index.cjs');
const { passTime } = require('../support/clock.cjs');
const { createEngine } = require('../support/engine.cjs');

const TODAY = '2026-03-12T15:00:00Z';

/**
 * Call it at the top of a test file. Starts the sandbox before all tests and puts it back to its
 * seed data before each; after each, no request may have been outside the contract.
 */
function prosperStackTests() {
	/** @type {import('../../../sandbox/index.cjs').Sandbox} */
	let sandbox;
	/** @type {import('../support/engine.cjs').Engine} */
	let engine;

	beforeAll(async () => {
		sandbox = await startSandbox({ today: TODAY, rateLimit: { limit: 10_000 } });
		const { baseUrl, apiKey } = sandbox.prosperStack;
		engine = await createEngine({
			credentials: { right: { baseUrl, apiKey }, wrong: { baseUrl, apiKey: 'key_test_wrong' } },
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

	const credentials = (id) => ({ prosperStackApi: { id, name: id } });

	return {
		get sandbox() {
			return sandbox;
		},
		get engine() {
			return engine;
		},
		get apiKey() {
			return sandbox.prosperStack.apiKey;
		},
		/**
		 * @param {string} resource
		 * @param {string} operation
		 * @param {object} [parameters]
		 * @param {Parameters<import('../support/engine.cjs').Engine['runNode']>[2]
		 *   & { credential?: string }} [options] of `runNode`; `credential`: right or wrong
		 */
		run: (resource, operation, parameters = {}, { credential = 'right', ...options } = {}) =>
			engine.runNode(
				'prosperStack',
				{ resource, operation, ...parameters },
				{ credentials: credentials(credential), ...options },
			),
		callMethod: (kind, name, args = [], parameters = {}, credential = 'right') =>
			engine.callMethod(kind, name, 'prosperStack', parameters, args, {
				credentials: credentials(credential),
			}),
		requests: () => sandbox.requests(),
		/** What each request asked for: `GET /flows?limit=50`. */
		asked: () =>
			sandbox.requests().map(({ method, path, query }) => {
				const search = new URLSearchParams(query).toString();
				return `${method} ${path}${search && '?'}${search}`;
			}),
		/** The sandbox's own records: `subscribers`, `sessions` … */
		data: (collection) => sandbox.data[collection](),
		/** No API key in what the user sees of an error or n8n stores of it. */
		expectNoSecrets(error) {
			const text = JSON.stringify(error) + String(error?.stack) + String(error?.message);
			const { apiKey } = sandbox.prosperStack;
			expect(text).not.toContain(apiKey);
			expect(text).not.toContain(Buffer.from(`${apiKey}:`).toString('base64'));
		},
	};
}

/** As the editor saves a resource locator. */
const pick = (mode, value) => ({ __rl: true, mode, value });
const byId = (value) => pick('id', value);

/** As the editor saves a resource mapper. */
const mapped = (value) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: [],
});
const autoMapped = {
	mappingMode: 'autoMapInputData',
	value: null,
	matchingColumns: [],
	schema: [],
};

const SESSION = 'sess_eoTR48bvoOCd7SxXAKRrPhj0';
const SUBSCRIBER = 'subr_dRiytWmkVtSBt9mOpRaC0ca0';
const SUBSCRIPTION = 'subn_dp79dRR5wIy1kGW4PCO41wit';

module.exports = {
	prosperStackTests,
	autoMapped,
	byId,
	mapped,
	pick,
	SESSION,
	SUBSCRIBER,
	SUBSCRIPTION,
};
