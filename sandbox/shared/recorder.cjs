'use strict';

/** Remembers what was asked, what was outside the contracts, and how often each operation served. */
function createRecorder() {
	/** @type {object[]} */
	const requests = [];
	/** @type {{ service: string | null, method: string, url: string, reason: string }[]} */
	const violations = [];
	/** @type {Record<string, { service: string, count: number, sure: string }>} */
	const operations = {};

	return {
		requests,
		violations,
		operations,

		knowOperation(service, operationId, sure) {
			operations[operationId] = { service, count: 0, sure };
		},

		addViolation(service, req, reason) {
			violations.push({ service, method: req.method, url: req.originalUrl, reason });
		},

		clear() {
			requests.length = 0;
			violations.length = 0;
			for (const operation of Object.values(operations)) operation.count = 0;
		},
	};
}

module.exports = { createRecorder };
