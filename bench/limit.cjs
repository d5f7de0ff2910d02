/**
 * A limit as both services have one: so many requests in a window that begins with its first request.
 *
 * @param {object} options
 * @param {number} options.requests in a window
 * @param {number} options.windowMs
 * @param {boolean} options.headers whether answers say how many are left, and until when
 */
function createLimit({ requests, windowMs, headers }) {
	let end = 0;
	let used = 0;
	return {
		/** Counts a request. @returns {{allowed: boolean, headers: Record<string, string>}} */
		take() {
			const now = performance.now();
			if (now >= end) {
				end = now + windowMs;
				used = 0;
			}
			used++;
			const told = {
				'ratelimit-limit': String(requests),
				'ratelimit-remaining': String(Math.max(0, requests - used)),
				'ratelimit-reset': String(Math.ceil((end - now) / 1000)),
			};
			return { allowed: used <= requests, headers: headers ? told : {} };
		},
	};
}

module.exports = { createLimit };
