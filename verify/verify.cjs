'use strict';

const { assumptions } = require('../docs/assumptions.cjs');
const { checkBaseUrl } = require('./nodes.cjs');
const { createEngine } = require('../test/engine/support/engine.cjs');
const { notSeen } = require('./findings.cjs');
const { startObserver } = require('./observer.cjs');
const { runOperations } = require('./operations.cjs');
const { createService, isSuccess, NoAnswer, SERVICES } = require('./service.cjs');

/** The probes of each service, and what its first request is. */
const PROBES = {
	leadProsper: { ...require('./leadProsper/index.cjs'), first: '/public/campaigns' },
	prosperStack: { ...require('./prosperStack/index.cjs'), first: '/flows' },
};

/** @type {('leadProsper' | 'prosperStack')[]} */
const NAMES = ['leadProsper', 'prosperStack'];

const TEST_KEY = 'key_test_';
const PER_MINUTE = 100;
const PATIENCE_MS = 20_000;

/**
 * What is found of one assumption.
 *
 * @param {import('./service.cjs').Service} service
 * @param {import('../docs/assumptions.cjs').Assumption} assumption
 * @param {boolean} write
 * @returns {Promise<import('./findings.cjs').Finding>}
 */
async function find(service, { id, verify }, write) {
	const { reading, writing } = PROBES[service.name];
	if (verify === 'write' && !write) return notSeen('needs --write');
	const probe = verify === 'write' ? writing[id] : reading[id];
	try {
		return await probe(service);
	} catch (error) {
		if (error instanceof NoAnswer) return notSeen(`no answer: ${error.message}`);
		// Its text may have a value in it.
		return notSeen(`the probe failed (${error.name})`);
	}
}

/** @throws {Error} where the service refuses the key */
async function checkKey(service) {
	const { facts } = SERVICES[service.name];
	const answer = await service.get(PROBES[service.name].first);
	if (isSuccess(answer)) return;
	const isKey = answer.status === 401 || answer.status === 403;
	throw new Error(
		isKey
			? `${facts.name} refused the API key (HTTP ${answer.status}). Check it: it is ${facts.whereIsTheKey}.`
			: `${facts.name} answered the first request with HTTP ${answer.status}. Check the Base URL.`,
	);
}

/**
 * Runs the nodes' reading operations and all probes.
 *
 * @param {object} options
 * @param {Partial<Record<'leadProsper' | 'prosperStack', Access>>} options.access of the services that
 * are to be verified
 * @param {boolean} [options.write] also with what changes something
 * @param {number} [options.perMinute] how many requests at most
 * @param {number} [options.patienceMs] how long to wait for what is to appear
 * @param {(line: string) => void} [options.log] told what is under way
 * @returns {Promise<Verification[]>}
 * @throws {Error} that says what to do, before any request where the settings are wrong
 *
 * @typedef {{ baseUrl: string, apiKey: string }} Access
 *
 * @typedef {object} Verification of one service
 * @property {string} name of the service, as its users know it
 * @property {import('./operations.cjs').OperationRun[]} operations
 * @property {{ assumption: import('../docs/assumptions.cjs').Assumption,
 *   finding: import('./findings.cjs').Finding }[]} found
 * @property {string[]} deviations answers outside the contract
 * @property {number} requests how many were sent
 */
async function verify({
	access,
	write = false,
	perMinute = PER_MINUTE,
	patienceMs = PATIENCE_MS,
	log = () => {},
}) {
	checkAccess(access, write);
	const observers = {};
	/** @type {Record<string, Access>} */
	const credentials = {};
	const verified = [];
	const engine = await createEngine({ credentials });
	try {
		for (const name of NAMES) {
			if (!access[name]) continue;
			const { baseUrl, apiKey } = access[name];
			const { facts, contract } = SERVICES[name];
			log(`${facts.name} …`);
			const observer = await startObserver({
				baseUrl: checkBaseUrl(baseUrl),
				contract,
				perMinute,
			});
			observers[name] = observer;
			credentials[name] = { baseUrl: observer.url, apiKey };
			const settings = { credentials: { [facts.credential]: { id: name, name } } };
			const result = await engine.inContext(name, settings, async (context) => {
				const service = createService(name, context, observer, engine, { patienceMs });
				await checkKey(service);
				const operations = await runOperations(service);
				const found = [];
				for (const assumption of assumptions) {
					if (assumption.service !== name || assumption.verify === 'no') continue;
					log(`${facts.name}: ${assumption.id} …`);
					found.push({ assumption, finding: await find(service, assumption, write) });
				}
				return { operations, found };
			});
			const { answers, deviations } = observer;
			verified.push({
				name: facts.name,
				...result,
				deviations: [...deviations],
				requests: answers.length,
			});
		}
		return verified;
	} finally {
		engine.close();
		for (const observer of Object.values(observers)) observer.close();
	}
}

/** @throws {Error} before any request */
function checkAccess(access, write) {
	for (const { baseUrl } of Object.values(access)) checkBaseUrl(baseUrl);
	if (write && access.prosperStack && !access.prosperStack.apiKey.startsWith(TEST_KEY)) {
		throw new Error(
			`--write changes data, so the ProsperStack key must be a test key (${TEST_KEY}…). Nothing was sent.`,
		);
	}
}

/** What `--write` leaves behind. */
const leavesBehind = (access) => Object.keys(access).map((name) => PROBES[name].leavesBehind);

module.exports = { checkAccess, leavesBehind, PROBES, verify };
