'use strict';

const { makeLead } = require('./seed/leads.cjs');

/** What happens in the account without the API: leads come and change, buyers pause. */
const controls = (account, clock) => {
	function changeParty(list, campaignId, id, patch) {
		const campaign = account.campaign(campaignId);
		if (!campaign[list].some((party) => party.id === Number(id))) {
			throw new Error(`Campaign ${campaignId} has no ${id} among its ${list}`);
		}
		const parties = campaign[list].map((party) =>
			party.id === Number(id) ? { ...party, ...patch } : party,
		);
		account.campaigns.put({ ...campaign, [list]: parties });
	}

	return {
		/**
		 * Made-up leads that come now, or at a time.
		 *
		 * @param {object} what
		 * @param {number} what.campaignId
		 * @param {number} [what.count]
		 * @param {number | string} [what.at] milliseconds since 1970 or ISO time of all of them
		 * @param {number} [what.stepMs] how much later each is than the one before
		 * @param {object} [what.lead] fields of all of them
		 * @returns {object[]} the leads, oldest first
		 */
		addLeads({ campaignId, count = 1, at = clock.now(), stepMs = 0, lead: changes = {} }) {
			const campaign = account.campaign(campaignId);
			const start = typeof at === 'number' ? at : Date.parse(at);
			return Array.from({ length: count }, (_, i) => {
				const made = makeLead(account.random(), campaign, start + i * stepMs);
				const lead = { ...made, ...changes };
				account.addLead(lead);
				return lead;
			});
		},

		/** @returns {object} the changed lead */
		changeLead(id, patch) {
			const lead = { ...account.lead(id), ...patch };
			account.leadsOf(lead.campaign_id).put(lead);
			return lead;
		},

		/** @param {{ paused?: 0 | 1, caps?: object }} patch */
		setBuyer: (campaignId, buyerId, patch) => changeParty('buyers', campaignId, buyerId, patch),

		/** @param {{ paused?: 0 | 1, test_mode?: 0 | 1, caps?: object }} patch */
		setSupplier: (campaignId, supplierId, patch) =>
			changeParty('suppliers', campaignId, supplierId, patch),
	};
};

module.exports = { controls };
