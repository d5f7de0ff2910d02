'use strict';

const { isLoopback } = require('../shared/deliveries.cjs');

/** When a trigger posts, by the step (POST or PING) and what came of it. */
const RULES = {
	any: () => true,
	postAccepted: (step, status) => step === 'POST' && status === 'ACCEPTED',
	postDuplicated: (step, status) => step === 'POST' && status === 'DUPLICATED',
	postFailed: (step, status) => step === 'POST' && status === 'ERROR',
	pingAccepted: (step, status) => step === 'PING' && status === 'ACCEPTED',
	pingDuplicated: (step, status) => step === 'PING' && status === 'DUPLICATED',
	pingFailed: (step, status) => step === 'PING' && status === 'ERROR',
};

/** How a body is written: its type, what a value looks like within it, and the body by default. */
const FORMATS = {
	json: {
		type: 'application/json',
		quote: (value) => JSON.stringify(String(value)).slice(1, -1),
		body: '{"lead_id": "{{lp_lead_id}}"}',
	},
	form: {
		type: 'application/x-www-form-urlencoded',
		quote: (value) => encodeURIComponent(String(value)),
		body: 'lead_id={{lp_lead_id}}',
	},
};

/** @throws {Error} where there is no such choice */
function chosen(choices, name, what) {
	if (!Object.hasOwn(choices, name)) {
		throw new Error(`No ${what} "${name}": use ${Object.keys(choices).join(', ')}`);
	}
	return choices[name];
}

/**
 * A body made of short codes, as Lead Prosper posts it.
 *
 * @param {{ format?: string, body?: string }} post
 * @param {Record<string, unknown>} values by the names of the short codes
 * @param {'left' | 'empty'} unknown what becomes of a short code that has no value
 * @returns {{ type: string, body: string }}
 */
function render({ format = 'json', body }, values, unknown) {
	const { type, quote, body: standard } = chosen(FORMATS, format, 'format');
	const text = (body ?? standard).replace(/\{\{(\w+)\}\}/g, (code, name) => {
		if (Object.hasOwn(values, name)) return quote(values[name]);
		return unknown === 'empty' ? '' : code;
	});
	return { type, body: text };
}

/**
 * The Campaign Triggers of the account, which somebody sets up by hand: each posts to an address when
 * something has come into its campaign.
 *
 * @param {ReturnType<typeof import('../shared/deliveries.cjs').createDeliveries>} deliveries
 * @param {Record<string, any>} options see the options `leadIdCode`, `unknownShortCode`, `triggerRetries`
 */
function createCampaignTriggers(deliveries, options) {
	/** @type {object[]} */
	const triggers = [];
	/** @type {Set<Promise<unknown>>} */
	const underWay = new Set();

	/** The short codes of a lead: the campaign's fields, and what Lead Prosper adds. */
	const codesOf = ({ id, campaign_id, supplier, lead_data: data }) => ({
		...data,
		lp_campaign_id: campaign_id,
		lp_supplier_id: supplier.id,
		[options.leadIdCode]: id,
	});

	function tell(campaignId, step, status, codes) {
		for (const { url, rule, ...post } of triggers) {
			if (post.campaignId !== campaignId || !RULES[rule](step, status)) continue;
			const { type, body } = render(post, codes, options.unknownShortCode);
			const delivery = { url, type, body, retries: options.triggerRetries };
			const delivering = deliveries.deliver(delivery, { campaign_id: campaignId });
			const ended = delivering.finally(() => underWay.delete(ended));
			underWay.add(ended);
		}
	}

	return {
		/** A lead has come, and its fate is known. */
		leadCame: (lead) => tell(lead.campaign_id, 'POST', lead.status, codesOf(lead)),
		/** A ping was answered: there is no lead yet. */
		pinged: (campaignId, status, data) =>
			tell(campaignId, 'PING', status, { ...data, lp_campaign_id: campaignId }),
		list: () => triggers,
		clear() {
			triggers.length = 0;
		},

		controls: {
			/**
			 * @param {object} trigger
			 * @param {number} trigger.campaignId
			 * @param {string} trigger.url a loopback address
			 * @param {string} [trigger.rule] one of `RULES`
			 * @param {string} [trigger.format] `json` or `form`
			 * @param {string} [trigger.body] with short codes in two braces; just the lead's ID by default
			 */
			addCampaignTrigger({ rule = 'any', ...trigger }) {
				if (!isLoopback(trigger.url)) throw new Error(`Not a loopback address: ${trigger.url}`);
				chosen(RULES, rule, 'rule');
				render(trigger, {}, options.unknownShortCode);
				triggers.push({ ...trigger, rule });
			},
			/** Until all that the triggers have posted is answered. */
			async campaignTriggersSettled() {
				while (underWay.size > 0) await Promise.all(underWay);
			},
			/**
			 * What a buyer's real-time action “Direct Post” does: offers a lead to an address, and looks for
			 * agreed words in the answer.
			 *
			 * @param {object} lead as the account has it
			 * @param {{ url: string, format?: string, body: string, accepted: string, duplicated: string }} action
			 * @returns {Promise<{ status: 'ACCEPTED' | 'DUPLICATED' | 'ERROR', ms: number, answer?: string }>}
			 */
			async offerToBuyer(lead, { url, accepted, duplicated, ...post }) {
				const { type, body } = render(post, codesOf(lead), options.unknownShortCode);
				const { ms, body: answer = '' } = await deliveries.deliver({ url, type, body });
				if (answer.includes(accepted)) return { status: 'ACCEPTED', ms, answer };
				return { status: answer.includes(duplicated) ? 'DUPLICATED' : 'ERROR', ms, answer };
			},
		},
	};
}

module.exports = { createCampaignTriggers };
