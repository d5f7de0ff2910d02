'use strict';

/** An answer other than success; each service words it in its own shape. */
class Refusal extends Error {
	/**
	 * @param {number} status HTTP status
	 * @param {string} message
	 * @param {{ errors?: Record<string, string[]>, violation?: boolean,
	 *   headers?: Record<string, string> }} [more] `errors` by field; `violation`: the request broke a rule
	 * of the contract that OpenAPI has no words for
	 */
	constructor(status, message, { errors, violation = false, headers = {} } = {}) {
		super(message);
		this.status = status;
		this.errors = errors;
		this.violation = violation;
		this.headers = headers;
	}
}

module.exports = { Refusal };
