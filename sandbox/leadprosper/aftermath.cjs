'use strict';

const { Refusal } = require('../shared/refusal.cjs');
const { confirmations, envelope } = require('./shapes.cjs');

const DEBUG_LOG_MS = 90 * 86_400_000;

/** What is answered of debug logs, by the option `debugLogs`. */
const logShapes = {
	enveloped: envelope,
	list: (logs) => logs,
	listById: (logs) => logs.map(({ lead_id: id, ...log }) => ({ id, ...log })),
	byId: (logs) => Object.fromEntries(logs.map(({ lead_id: id, ...log }) => [id, log])),
};

/** What happens to a lead after it was sold: its return, and questions about how it went. */
const operations = (account, clock, options) => {
	function returnLead({ body }) {
		const lead = account.lead(body.lead_id);
		if (lead.status !== 'ACCEPTED') throw new Refusal(400, 'Only accepted leads can be returned');
		if (lead.returned) throw new Refusal(400, 'Lead is already returned');
		account.leadsOf(lead.campaign_id).put({ ...lead, returned: true, return_reason: body.reason });
		return confirmations[options.returnAnswer];
	}

	/** The traffic with one buyer. The shape is a guess; that it is raw and sensitive is known. */
	const exchange = (lead, buyer) => ({
		buyer_id: buyer.id,
		buyer_name: buyer.name,
		type: lead.lead_data.lp_ping_id === undefined ? 'post' : 'ping',
		request: JSON.stringify(lead.lead_data),
		response: JSON.stringify({ status: buyer.status, price: buyer.sell_price }),
		time_ms: 120 + (buyer.id % 300),
	});

	/** The answer's order is by age, not the request's; leads that aren't there are left out (guess). */
	function getDebugLogs({ body }) {
		const leads = body.lead_ids.flatMap((id) => account.findLead(id) ?? []);
		const oldest = clock.now() - DEBUG_LOG_MS;
		const old = leads.find(({ lead_date_ms: ms }) => Number(ms) < oldest);
		if (old) throw new Refusal(422, `Lead ${old.id} is older than 90 days`);
		const logs = leads
			.sort((a, b) => Number(b.lead_date_ms) - Number(a.lead_date_ms))
			.map((lead) => ({
				lead_id: lead.id,
				logs: lead.buyers.map((buyer) => exchange(lead, buyer)),
			}));
		return { body: logShapes[options.debugLogs](logs) };
	}

	return { returnLead, getDebugLogs };
};

module.exports = { operations };
