'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

const TIMEOUT_MS = 30_000;
const RETRY_AFTER_MS = 250;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Posts a text and says what came back; a failure is a result too. */
async function post(url, type, body) {
	const start = performance.now();
	try {
		const response = await fetch(url, {
			method: 'POST',
			// A kept connection may be dropped at the moment when it is used again.
			headers: { 'content-type': type, connection: 'close' },
			body,
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		const text = await response.text();
		return { status: response.status, ms: Math.round(performance.now() - start), body: text };
	} catch (error) {
		const reason = error.cause?.code ?? error.message;
		return { status: null, ms: Math.round(performance.now() - start), error: reason };
	}
}

/** The sandbox calls loopback addresses only: the seed's webhooks name hosts that aren't ours. */
const isLoopback = (url) => LOOPBACK.test(new URL(url).hostname);

/** What the services post to others, with a record of each attempt. */
function createDeliveries() {
	/** @type {object[]} */
	const attempts = [];

	/**
	 * @param {object} delivery
	 * @param {string} delivery.url
	 * @param {unknown} delivery.body JSON, or a text sent as it is
	 * @param {string} [delivery.type] the body's
	 * @param {number} [delivery.retries] how often a 5xx or a failed connection is tried again
	 * @param {object} [about] recorded with each attempt
	 */
	async function deliver({ url, body, type = 'application/json', retries = 0 }, about = {}) {
		if (!isLoopback(url)) throw new Error(`Not a loopback address: ${url}`);
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		for (let attempt = 1; ; attempt++) {
			const result = { at: Date.now(), ...about, url, attempt, ...(await post(url, type, text)) };
			attempts.push(result);
			const failed = result.status === null || result.status >= 500;
			if (!failed || attempt > retries) return result;
			await sleep(RETRY_AFTER_MS);
		}
	}

	return {
		attempts,
		deliver,
		clear() {
			attempts.length = 0;
		},
	};
}

module.exports = { createDeliveries, isLoopback };
