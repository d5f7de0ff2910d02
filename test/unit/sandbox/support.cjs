'use strict';

const { startSandbox } = require('../../../sandbox/index.cjs');

/** A moment at noon in New York, so that no test depends on the hour it is run at. */
const TODAY = '2026-03-20T16:00:00.000Z';

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {RequestInit & { headers?: Record<string, string>, json?: unknown }} [init] `json`: the body
 */
async function ask(url, headers, { method = 'GET', json, ...init } = {}) {
	const response = await fetch(url, {
		method,
		...init,
		...(json !== undefined && { body: JSON.stringify(json) }),
		headers: {
			...headers,
			...(json !== undefined && { 'content-type': 'application/json' }),
			...init.headers,
		},
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json');
	return {
		status: response.status,
		headers: response.headers,
		text,
		body: isJson ? JSON.parse(text) : undefined,
	};
}

/**
 * One sandbox for a file's tests, back at its seed before each, without a rate limit to run into.
 *
 * @returns {any} the sandbox's handle, and `lp` and `ps` which ask the two services
 */
function useSandbox(options = {}) {
	const use = {};
	beforeAll(async () => {
		const sandbox = await startSandbox({ today: TODAY, rateLimit: { limit: 100_000 }, ...options });
		const { leadProsper, prosperStack } = sandbox;
		Object.assign(use, sandbox, {
			lp: (path, init) =>
				ask(leadProsper.baseUrl + path, { authorization: `Bearer ${leadProsper.apiKey}` }, init),
			ps: (path, init) =>
				ask(
					prosperStack.baseUrl + path,
					{ authorization: `Basic ${btoa(`${prosperStack.apiKey}:`)}` },
					init,
				),
			control: (name, json) =>
				ask(
					`${sandbox.url}/__sandbox__/${name}`,
					{},
					json === undefined ? {} : { method: 'POST', json },
				),
		});
	});
	beforeEach(() => use.reset());
	afterAll(() => use.close());
	return use;
}

/** The query of a list of leads: the days of 2025 and 2026 in New York, unless told otherwise. */
const leadsQuery = (query) =>
	`/public/leads?${new URLSearchParams({
		start_date: '2025-01-01',
		end_date: '2026-12-31',
		timezone: 'America/New_York',
		...query,
	})}`;

module.exports = { TODAY, ask, leadsQuery, useSandbox };
