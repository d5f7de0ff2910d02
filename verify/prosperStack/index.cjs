'use strict';

module.exports = {
	/** Probes that only read, by the ID of their assumption. */
	reading: {
		...require('./lists.cjs').probes,
		...require('./filters.cjs').probes,
		...require('./events.cjs').probes,
	},
	/** Probes that change something. */
	writing: require('./changes.cjs').probes,
	/** What they leave behind. */
	leavesBehind:
		'ProsperStack (test data): nothing if it can be deleted by the API; else a subscriber property and a webhook to example.com, both named n8n_verify_…, which can be removed by hand',
};
