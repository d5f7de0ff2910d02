'use strict';

const DEFAULTS = { limit: 100, windowMs: 60_000, retryAfter: false };

/**
 * So many requests a window for each key; the window starts with its first request. The real time
 * is what counts here, whatever the sandbox's clock says.
 */
function createRateLimit() {
	let settings = DEFAULTS;
	/** @type {Map<string, { end: number, used: number }>} */
	const windows = new Map();

	return {
		/** @param {{ limit?: number, windowMs?: number, retryAfter?: boolean }} change */
		set(change) {
			settings = { ...settings, ...change };
			windows.clear();
		},

		reset(initial = {}) {
			settings = { ...DEFAULTS, ...initial };
			windows.clear();
		},

		/** Counts one request of `key`. */
		take(key) {
			const now = Date.now();
			let window = windows.get(key);
			if (!window || now >= window.end) {
				window = { end: now + settings.windowMs, used: 0 };
				windows.set(key, window);
			}
			window.used++;
			return {
				allowed: window.used <= settings.limit,
				limit: settings.limit,
				remaining: Math.max(0, settings.limit - window.used),
				resetSeconds: Math.ceil((window.end - now) / 1000),
				retryAfter: settings.retryAfter,
			};
		},
	};
}

module.exports = { createRateLimit };
