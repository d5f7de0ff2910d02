'use strict';

const { Refusal } = require('../shared/refusal.cjs');
const { rangeOf } = require('./dates.cjs');
const { leadsBetween } = require('./leads.cjs');

const PING_TIMEOUT = 1035;

const sum = (items, valueOf) =>
	Math.round(items.reduce((total, item) => total + valueOf(item), 0) * 100) / 100;
const subtract = (a, b) => Math.round((a - b) * 100) / 100;
const withStatus = (items, status) => items.filter((item) => item.status === status);

/** Counts of leads, or of a buyer's parts in them: both have a `status`. */
const countsOf = (items) => ({
	leads_total: items.length,
	leads_accepted: withStatus(items, 'ACCEPTED').length,
	leads_duplicated: withStatus(items, 'DUPLICATED').length,
	leads_failed: withStatus(items, 'ERROR').length,
});

const partyOf = ({ id, nickname, client_id: clientId, client_name: company }) => ({
	id,
	name: nickname ?? company,
	client_id: clientId,
	client_company: company,
});

function totalsOf(leads) {
	const totalBuy = sum(leads, ({ cost }) => cost);
	const totalSell = sum(leads, ({ revenue }) => revenue);
	return { total_buy: totalBuy, total_sell: totalSell, profit: subtract(totalSell, totalBuy) };
}

// What sets "total" apart from "gross" is not documented; in the samples both are the same.
function supplierRow(supplier, leads) {
	const returned = leads.filter((lead) => lead.returned);
	const counts = countsOf(leads);
	const gross = totalsOf(leads);
	const back = totalsOf(returned);
	const pinged = leads.filter(({ lead_data: data }) => data.lp_ping_id !== undefined);
	const unanswered = pinged.filter(({ error_code: code }) => code === PING_TIMEOUT).length;
	const answered = pinged.length - unanswered;
	const netCost = subtract(gross.total_buy, back.total_buy);
	const netRevenue = subtract(gross.total_sell, back.total_sell);
	return {
		...partyOf(supplier),
		...counts,
		leads_returned: returned.length,
		...gross,
		gross_cost: gross.total_buy,
		gross_revenue: gross.total_sell,
		gross_profit: gross.profit,
		returned_cost: back.total_buy,
		returned_revenue: back.total_sell,
		net_leads_accepted: counts.leads_accepted - returned.length,
		net_profit: subtract(netRevenue, netCost),
		net_cost: netCost,
		net_revenue: netRevenue,
		preping_total: 0,
		preping_accepted: 0,
		preping_failed: 0,
		pings_total: pinged.length,
		pings_accepted: answered,
		pings_failed: unanswered,
		pings_avg_bid: answered === 0 ? 0 : sum(pinged, ({ cost }) => cost / answered),
		pings_post_ratio: answered === 0 ? 0 : sum(withStatus(pinged, 'ACCEPTED'), () => 1 / answered),
	};
}

/** @param {{ lead: object, part: object }[]} parts what the buyer did with each lead it was asked for */
function buyerRow(buyer, parts) {
	const posted = parts
		.map(({ part }) => part)
		.filter(({ status }) => status !== 'PINGED' && status !== 'OUTBID');
	const returned = parts.filter(({ lead, part }) => lead.returned && part.status === 'ACCEPTED');
	const pinged = parts.filter(({ lead }) => lead.lead_data.lp_ping_id !== undefined);
	const counts = countsOf(posted);
	const grossRevenue = sum(posted, ({ sell_price: price }) => price);
	const returnedRevenue = sum(returned, ({ part }) => part.sell_price);
	return {
		...partyOf(buyer),
		...counts,
		leads_returned: returned.length,
		total_sell: grossRevenue,
		pings_total: pinged.length,
		pings_accepted: pinged.length,
		pings_failed: 0,
		returned_revenue: returnedRevenue,
		gross_revenue: grossRevenue,
		net_leads_accepted: counts.leads_accepted - returned.length,
		net_revenue: subtract(grossRevenue, returnedRevenue),
	};
}

/** The stats of a campaign over these leads of it. */
function statsOf(campaign, leads, suppliers) {
	const { id, name, public_name } = campaign;
	return {
		campaign: { id, name, public_name, ...countsOf(leads), ...totalsOf(leads) },
		suppliers: suppliers.map((supplier) =>
			supplierRow(
				supplier,
				leads.filter((lead) => lead.supplier.id === supplier.id),
			),
		),
		buyers: campaign.buyers.map((buyer) =>
			buyerRow(
				buyer,
				leads.flatMap((lead) =>
					lead.buyers.filter((part) => part.id === buyer.id).map((part) => ({ lead, part })),
				),
			),
		),
	};
}

/**
 * The supplier's figures for each value of a sub-id column. That the column is named in the row is a
 * guess, and so is all else.
 */
function groupRows(supplier, leads, group) {
	const column = group.replace(/^sub/, 'lp_subid');
	const valueOf = ({ lead_data: data }) => data[column] ?? '';
	return [...new Set(leads.map(valueOf))].map((value) => ({
		...supplierRow(
			supplier,
			leads.filter((lead) => valueOf(lead) === value),
		),
		[group]: value,
	}));
}

const NEWER_PATH = /^\/public\/stats\/supplier$/;

const operations = (account, options) => {
	/** Test leads are no business: they are left out (guess). */
	function leadsFor(campaign, query) {
		const range = rangeOf(query, query.timezone ?? account.settings[campaign.id].timezone);
		return leadsBetween(account.leadsOf(campaign.id).list(), range).filter(({ test }) => !test);
	}

	return {
		/** Campaigns that the account doesn't have are passed over (guess). */
		getCampaignStats({ query }) {
			if (query.group !== undefined) {
				throw new Refusal(422, 'The supplier field is required.', { violation: true });
			}
			const wanted = query.campaign?.split(',');
			const campaigns = account.campaigns
				.list()
				.filter(({ id }) => wanted === undefined || wanted.includes(String(id)));
			return {
				body: campaigns.map((campaign) =>
					statsOf(campaign, leadsFor(campaign, query), campaign.suppliers),
				),
			};
		},

		/** What `group` changes in the answer is not documented: see the option `supplierStats`. */
		getSupplierStats({ query, path }) {
			const isNewerPath = NEWER_PATH.test(path);
			const { supplierStats } = options;
			const hasNewerPath = supplierStats === 'refused' || supplierStats === 'newerPath';
			if (isNewerPath && !hasNewerPath) throw new Refusal(404, 'Not found');
			if (supplierStats === 'refused' && !isNewerPath) {
				throw new Refusal(422, 'The group field is prohibited.');
			}
			if (query.group === undefined || query.campaign === undefined) {
				throw new Refusal(422, 'The campaign and group fields are required.', { violation: true });
			}
			const campaign = account.campaign(query.campaign);
			const supplier = campaign.suppliers.find(({ id }) => String(id) === query.supplier);
			if (!supplier) throw new Refusal(404, 'Supplier not found');
			const all = leadsFor(campaign, query);
			if (supplierStats === 'ignoresSupplier') {
				return { body: [statsOf(campaign, all, campaign.suppliers)] };
			}
			const leads = all.filter((lead) => lead.supplier.id === supplier.id);
			const stats = statsOf(campaign, leads, [supplier]);
			if (supplierStats !== 'byGroup' && !isNewerPath) return { body: [stats] };
			return { body: [{ ...stats, suppliers: groupRows(supplier, leads, query.group) }] };
		},
	};
};

module.exports = { operations };
