'use strict';

const { createCollection } = require('../shared/collection.cjs');
const { isVisibleAt } = require('../shared/clock.cjs');
const { createRandom } = require('../shared/random.cjs');
const { Refusal } = require('../shared/refusal.cjs');
const { campaigns: seedCampaigns, settings } = require('./seed/campaigns.cjs');
const { createLeads } = require('./seed/leads.cjs');

const MINUTE = 60_000;

const newestFirst = (a, b) => Number(b.lead_date_ms) - Number(a.lead_date_ms);

/**
 * What the Lead Prosper account holds: campaigns, and each campaign's leads.
 *
 * @param {(lead: object) => void} leadCame told of each new lead
 */
function createAccount(clock, options, leadCame) {
	const seedEnd = Math.floor(clock.now() / MINUTE) * MINUTE;
	const campaigns = createCollection(
		() => seedCampaigns,
		(a, b) => a.id - b.id,
	);
	const leads = new Map(
		seedCampaigns.map(({ id }) => {
			/** @type {readonly object[] | undefined} made when first asked for */
			let seed;
			return [id, createCollection(() => (seed ??= createLeads(id, seedEnd)), newestFirst)];
		}),
	);

	/** @type {Map<string, object>} pings that can still be followed by a post */
	const pings = new Map();
	/** @type {Map<string, number>} when leads that are not of the seed were made */
	const madeAt = new Map();
	let made = 0;

	function findLead(id) {
		for (const collection of leads.values()) {
			const lead = collection.get(id);
			if (lead) return lead;
		}
		return undefined;
	}

	return {
		campaigns,
		settings,
		pings,
		findLead,

		/** Chances for one new record; the same ones after each reset. */
		random: () => createRandom(`made ${made++}`),

		/** @throws {Refusal} 404 */
		campaign(id) {
			const campaign = campaigns.get(id);
			if (!campaign) throw new Refusal(404, 'Campaign not found');
			return campaign;
		},

		/**
		 * A campaign's leads, newest first.
		 * @param {number | string} campaignId
		 * @throws {Refusal} 404
		 */
		leadsOf(campaignId) {
			const collection = leads.get(Number(campaignId));
			if (!collection) throw new Refusal(404, 'Campaign not found');
			return collection;
		},

		/** Keeps a new lead. */
		addLead(lead) {
			madeAt.set(lead.id, clock.now());
			leads.get(lead.campaign_id)?.put(lead);
			leadCame(lead);
		},

		/** Whether the service shows a lead already: see the option `leadVisibleAfterMs`. */
		isVisible: ({ id }) => isVisibleAt(clock.now(), madeAt.get(id), options.leadVisibleAfterMs),

		/** @throws {Refusal} 404 */
		lead(id) {
			const lead = findLead(id);
			if (!lead) throw new Refusal(404, 'Lead not found');
			return lead;
		},

		reset() {
			made = 0;
			pings.clear();
			madeAt.clear();
			campaigns.reset();
			for (const collection of leads.values()) collection.reset();
		},
	};
}

module.exports = { createAccount };
