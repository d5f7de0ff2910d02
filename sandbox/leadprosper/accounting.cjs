'use strict';

const { DateTime } = require('luxon');
const { Refusal } = require('../shared/refusal.cjs');
const { rangeOf } = require('./dates.cjs');
const { leadsBetween } = require('./leads.cjs');
const { envelope } = require('./shapes.cjs');

const cents = (value) => Math.round(value * 100) / 100;

/** Who pays or is paid for a lead, by `client_type`. */
const clientsOf = {
	buyers: (lead) =>
		lead.buyers
			.filter(({ status }) => status === 'ACCEPTED')
			.map(({ client, sell_price: revenue }) => ({ client, revenue })),
	suppliers: (lead) => [{ client: lead.supplier.client, revenue: lead.revenue }],
};

const operations = (account, options) => {
	/**
	 * A row for each campaign and client, with `mode=granular` for each day too. All of it is a guess but
	 * the four keys that the reference names; days are those of the campaign's time zone.
	 */
	function getAccounting({ query }) {
		const { client_type: type = 'buyers', mode, ...dates } = query;
		if (options.accountingNeedsMode && mode === undefined) {
			throw new Refusal(422, 'The mode field is required.');
		}
		if (options.accountingSuppliers === 'refused' && type === 'suppliers') {
			throw new Refusal(422, 'The selected client type is invalid.');
		}
		/** @type {Map<string, object>} */
		const rows = new Map();
		for (const campaign of account.campaigns.list()) {
			const zone = account.settings[campaign.id].timezone;
			const leads = leadsBetween(account.leadsOf(campaign.id).list(), rangeOf(dates, zone));
			for (const lead of leads.filter(({ test }) => !test)) {
				const time = DateTime.fromMillis(Number(lead.lead_date_ms), { zone });
				const day = mode === 'granular' ? { date: time.toISODate() } : {};
				for (const { client, revenue } of clientsOf[type](lead)) {
					const key = [campaign.id, client.id, day.date].join();
					const row = rows.get(key) ?? {
						campaign_id: campaign.id,
						campaign_name: campaign.name,
						client_id: client.id,
						client_name: client.name,
						...day,
						total_buy: 0,
						total_sell: 0,
						net_profit: 0,
					};
					row.total_buy = cents(row.total_buy + lead.cost);
					row.total_sell = cents(row.total_sell + revenue);
					row.net_profit = cents(row.total_sell - row.total_buy);
					rows.set(key, row);
				}
			}
		}
		const body = [...rows.values()];
		return { body: options.accountingAnswer === 'enveloped' ? envelope(body) : body };
	}

	return { getAccounting };
};

module.exports = { operations };
