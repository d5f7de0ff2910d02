'use strict';

const path = require('node:path');
const { createClient, leadProsper, prosperStack } = require('./nodes.cjs');

/** The services' facts, and where their contracts are. */
const SERVICES = {
	leadProsper: {
		facts: leadProsper,
		contract: path.join(__dirname, '../sandbox/leadprosper.openapi.yaml'),
	},
	prosperStack: {
		facts: prosperStack,
		contract: path.join(__dirname, '../sandbox/prosperstack.openapi.yaml'),
	},
};

/** A request that came to no answer, or to one that says nothing about an assumption. */
class NoAnswer extends Error {}

/**
 * One service, as the probes see it.
 *
 * @param {'leadProsper' | 'prosperStack'} name of the service, and the type of its node
 * @param {import('n8n-workflow').ILoadOptionsFunctions} context of the node
 * @param {Awaited<ReturnType<typeof import('./observer.cjs').startObserver>>} observer
 * @param {import('../test/engine/support/engine.cjs').Engine} engine
 * @param {{ patienceMs: number }} options how long to wait for what is to appear
 *
 * @typedef {import('./observer.cjs').Answer} Answer
 * @typedef {ReturnType<typeof createService>} Service
 */
function createService(name, context, observer, engine, { patienceMs }) {
	const { facts } = SERVICES[name];
	// One for all requests, so that it knows what is left of the rate limit.
	const client = createClient(context, facts);
	/** @type {Map<Function, Promise<any>>} */
	const known = new Map();

	/**
	 * Sends a request with the nodes' own client, and gives whatever was answered.
	 *
	 * @returns {Promise<Answer>}
	 * @throws {NoAnswer} where there was none, or it was 5xx
	 */
	async function request(call) {
		const before = observer.answers.length;
		const anything = () => ({});
		const expect = { what: 'an answer', takesText: true, read: anything, readRefusal: anything };
		await client.request({ ...call, expect }).catch((error) => {
			// The answer is there all the same, such as a web page with a status of 404.
			if (observer.answers.length === before) throw new NoAnswer(error.message);
		});
		const answer = observer.answers[observer.answers.length - 1];
		if (answer.status === 429 || answer.status >= 500) {
			throw new NoAnswer(`HTTP ${answer.status}`);
		}
		return answer;
	}

	return {
		name,
		patienceMs,

		/**
		 * @param {string} path below the Base URL
		 * @param {object} [query]
		 */
		get: (path, query = {}) => request({ path, query }),

		/**
		 * @param {'POST' | 'PATCH' | 'DELETE'} method
		 * @param {string} path below the Base URL
		 * @param {object} [body]
		 * @param {object} [more] settings of the request: `writes`, `keyInBody`
		 */
		send: (method, path, body, more) => request({ method, path, body, sendOnce: true, ...more }),

		/** Runs an operation of the node. */
		run: (resource, operation, parameters = {}) =>
			engine.runNode(
				name,
				{ resource, operation, ...parameters },
				{ credentials: { [facts.credential]: { id: name, name } } },
			),

		/**
		 * What several probes need is read once.
		 * @template T
		 * @param {(service: any) => Promise<T>} read
		 * @returns {Promise<T>}
		 */
		once(read) {
			const reading = known.get(read) ?? read(this);
			known.set(read, reading);
			return reading;
		},
	};
}

/** @param {Answer} answer */
const isSuccess = ({ status }) => status >= 200 && status < 300;

module.exports = { createService, isSuccess, NoAnswer, SERVICES };
