'use strict';

/** The reference's error codes; the texts of 1001, 1008 and 1049 are made up. */
const ERRORS = {
	1001: 'Missing required parameter',
	1006: 'Rejected by buyer',
	1008: 'Duplicate lead',
	1035: 'PING timeout exceeded',
	1049: 'Duplicate lead',
};

/** What a supplier is paid of what the buyer pays. */
const SUPPLIER_SHARE = 0.7;

const clientOf = ({ client_id: id, client_name: name }) => ({ id, name });
const labelOf = ({ nickname, client_name: name }) => nickname ?? name;
const result = (code) => ({ error_code: code, error_message: code === 0 ? '' : ERRORS[code] });
const costOf = (revenue) => Math.round(revenue * SUPPLIER_SHARE * 100) / 100;

/** A buyer's part in a lead. */
const leadBuyer = (buyer, status, code, price) =>
	Object.freeze({
		id: buyer.id,
		name: labelOf(buyer),
		client: clientOf(buyer),
		status,
		...result(code),
		sell_price: price,
	});

/**
 * A lead as the service shows it.
 *
 * @param {object} what
 * @param {string} what.id
 * @param {number} what.ms when it came, in milliseconds since 1970
 * @param {object} what.campaign that it came into
 * @param {object} what.supplier of the campaign
 * @param {object} what.data the fields
 * @param {{ status: string, code: number, revenue: number, buyers: object[] }} what.outcome
 * @param {boolean} what.test
 */
function createLead({ id, ms, campaign, supplier, data, outcome, test }) {
	const { status, code, revenue, buyers } = outcome;
	return {
		id,
		lead_date_ms: String(ms),
		status,
		...result(code),
		test,
		cost: costOf(revenue),
		revenue,
		campaign_id: campaign.id,
		campaign_name: campaign.name,
		lead_data: Object.freeze(data),
		supplier: Object.freeze({
			id: supplier.id,
			name: labelOf(supplier),
			client: clientOf(supplier),
		}),
		buyers: Object.freeze(buyers),
	};
}

module.exports = { ERRORS, costOf, createLead, labelOf, leadBuyer };
