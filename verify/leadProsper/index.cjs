'use strict';

module.exports = {
	/** Probes that only read, by the ID of their assumption. */
	reading: {
		...require('./leads.cjs'),
		...require('./answers.cjs'),
		...require('./stats.cjs'),
		...require('./campaigns.cjs'),
	},
	/** Probes that change something. */
	writing: require('./submissions.cjs'),
	/** What they leave behind. */
	leavesBehind:
		'Lead Prosper: up to four test leads (lp_action: test) of a made-up person in one campaign, best one whose supplier is in test mode',
};
