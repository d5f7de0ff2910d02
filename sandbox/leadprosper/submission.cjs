'use strict';

const { costOf, createLead, ERRORS, labelOf, leadBuyer } = require('./lead.cjs');
const { fieldSpecs } = require('./seed/campaigns.cjs');

/**
 * Lead submission. What is documented of it is the shape of the answers, so how leads are judged is
 * made up, simple and foreseeable: two ZIP codes say what is to happen.
 */
const REJECTED_ZIP = '00000';
const TIMEOUT_ZIP = '99999';

/** Codes of the reference; the last three are made up. */
const CODES = {
	missing: 1001,
	rejected: 1006,
	duplicate: 1008,
	timeout: 1035,
	wrongKey: 1002,
	paused: 1003,
	wrongPing: 1004,
};

/** Fields that say who somebody is: a ping goes without them. */
const PERSONAL = ['first_name', 'last_name', 'email', 'phone', 'address', 'ip_address'];
const KEPT = ['lp_subid1', 'lp_subid2', 'lp_ping_id', 'lp_consent_bids'];

const refused = (code, message, more = {}) => ({
	body: { status: 'ERROR', code, message, ...more },
});

const isCapped = ({ caps }) =>
	!Array.isArray(caps) &&
	[...caps.leads, ...caps.budget].some(({ limit, used }) => Number(used) >= limit);

/**
 * @returns {{ campaign: object, supplier: object, refusal?: undefined }
 *   | { campaign?: undefined, supplier?: undefined, refusal: object }}
 */
function authenticate(account, body, { supplierKeys }) {
	const campaign = account.campaigns.get(body.lp_campaign_id);
	const supplier = campaign?.suppliers.find(({ id }) => String(id) === String(body.lp_supplier_id));
	const key = supplierKeys === 'other' ? `${supplier?.hash}-other` : supplier?.hash;
	if (key !== body.lp_key) {
		return { refusal: refused(CODES.wrongKey, 'Invalid campaign, supplier or key') };
	}
	if (supplier.paused === 1) return { refusal: refused(CODES.paused, 'Supplier is paused') };
	return { campaign, supplier };
}

/** What of the body the campaign knows; the rest is dropped silently. */
function knownData(campaign, body) {
	const names = [...fieldSpecs[campaign.id].map(({ name }) => name), ...KEPT];
	return Object.fromEntries(names.filter((name) => name in body).map((name) => [name, body[name]]));
}

const isBlank = (value) => value === undefined || value === null || value === '';

/**
 * The first field that the campaign needs and the data don't have.
 * @param {(name: string) => boolean} [isNeeded] which fields count; all by default
 * @returns {string | undefined}
 */
function missingField(campaign, data, isNeeded = () => true) {
	return fieldSpecs[campaign.id].find(
		({ name, required }) => required && isNeeded(name) && isBlank(data[name]),
	)?.name;
}

function isDuplicate(account, campaign, { email, phone }) {
	return account
		.leadsOf(campaign.id)
		.list()
		.some(
			({ status, test, lead_data: data }) =>
				status === 'ACCEPTED' &&
				!test &&
				((email !== undefined && data.email === email) ||
					(phone !== undefined && data.phone === phone)),
		);
}

const interested = ({ buyers }) => buyers.filter((buyer) => buyer.paused === 0 && !isCapped(buyer));

/** Sells to the first buyer that takes leads. */
function sell(campaign, data, price) {
	const buyers = interested(campaign);
	if (buyers.length === 0 || data.zip_code === REJECTED_ZIP) {
		const parts = buyers.map((buyer) => leadBuyer(buyer, 'ERROR', CODES.rejected, 0));
		return { status: 'ERROR', code: CODES.rejected, revenue: 0, buyers: parts };
	}
	const parts = [leadBuyer(buyers[0], 'ACCEPTED', 0, price)];
	return { status: 'ACCEPTED', code: 0, revenue: price, buyers: parts };
}

const unsold = (status, code) => ({ status, code, revenue: 0, buyers: [] });

function judge(account, campaign, data, { test, price }) {
	if (missingField(campaign, data)) return unsold('ERROR', CODES.missing);
	if (!test && isDuplicate(account, campaign, data)) {
		return unsold('DUPLICATED', CODES.duplicate);
	}
	return sell(campaign, data, price);
}

/** An answer by the options `submissionAnswer` and `submissionStatus`. */
function shaped(step, { body }, options) {
	const isAccepted = body.status === 'ACCEPTED';
	const status = isAccepted ? 200 : options.submissionStatus;
	if (options.submissionAnswer === 'code') return { status, body };
	const { id, lead_id: leadId = id, status: word, code, message, ...more } = body;
	const found = { ...(leadId && { id: leadId }), status: word };
	if (isAccepted) {
		return { status, body: step === 'direct' ? { ...found, data: more } : { ...found, ...more } };
	}
	const meta = { provider_name: 'Sandbox Validation', description: `More about it: ${message}` };
	return { status, body: { ...found, error_code: code, message, error_meta: meta } };
}

/** @param {(campaignId: number, status: string, data: object) => void} pinged told of each ping */
const operations = (account, clock, options, pinged) => {
	/** Keeps the lead, whatever became of it. */
	function take({ campaign, supplier, body, price, data = knownData(campaign, body) }) {
		const test = body.lp_action === 'test' || supplier.test_mode === 1;
		const lead = createLead({
			id: account.random().urlSafe(20),
			ms: clock.now(),
			campaign,
			supplier,
			data,
			outcome: judge(account, campaign, data, { test, price }),
			test,
		});
		account.addLead(lead);
		const missing = missingField(campaign, data);
		const message =
			lead.error_code === CODES.missing
				? `${ERRORS[CODES.missing]}: ${missing}`
				: lead.error_message;
		return { lead, answer: { status: lead.status, code: lead.error_code, message } };
	}

	const priceIn = (campaign) => account.random().money(...account.settings[campaign.id].price);

	function directPost({ body }) {
		const { refusal, campaign, supplier } = authenticate(account, body, options);
		if (refusal) return refusal;
		const { lead, answer } = take({ campaign, supplier, body, price: priceIn(campaign) });
		const sale = {
			price: lead.cost,
			buyers: lead.buyers.map(({ id, name }) => ({ id, name })),
			redirect_url: 'https://example.com/thank-you',
		};
		return {
			body: {
				id: lead.id,
				lead_id: lead.id,
				...answer,
				...(lead.status === 'ACCEPTED' ? sale : {}),
			},
		};
	}

	function ping({ body }) {
		const { refusal, campaign, supplier } = authenticate(account, body, options);
		if (refusal) return refusal;
		const data = knownData(campaign, body);
		const missing = missingField(campaign, data, (name) => !PERSONAL.includes(name));
		if (missing) return refused(CODES.missing, `${ERRORS[CODES.missing]}: ${missing}`);
		if (data.zip_code === TIMEOUT_ZIP) return refused(CODES.timeout, ERRORS[CODES.timeout]);
		const buyers = interested(campaign);
		if (buyers.length === 0 || data.zip_code === REJECTED_ZIP) {
			return refused(CODES.rejected, ERRORS[CODES.rejected]);
		}

		const random = account.random();
		const pingId = random.uuid();
		const { oneToOne } = account.settings[campaign.id];
		const bids = (oneToOne ? buyers : buyers.slice(0, 1)).map((buyer) => ({
			bid_id: random.uuid(),
			price: priceIn(campaign),
			buyer,
		}));
		account.pings.set(pingId, { campaign, supplier, data, bids, oneToOne });

		if (!oneToOne) {
			return { body: { status: 'ACCEPTED', ping_id: pingId, payout: costOf(bids[0].price) } };
		}
		const shown = bids.map(({ bid_id, price, buyer }) => ({
			bid_id,
			payout: costOf(price),
			buyer_name: labelOf(buyer),
		}));
		return { body: { status: 'ACCEPTED', ping_id: pingId, bids: shown } };
	}

	/** The price of the bids that the person consents to, or nothing if one of them is unknown. */
	function priceOf({ bids, oneToOne }, consent) {
		if (!oneToOne) return bids[0].price;
		const chosen = (consent ?? '')
			.split(',')
			.map((id) => bids.find((bid) => bid.bid_id === id.trim()));
		if (chosen.includes(undefined)) return undefined;
		return chosen.reduce((sum, { price }) => sum + price, 0);
	}

	function post({ body }) {
		const { refusal, campaign, supplier } = authenticate(account, body, options);
		if (refusal) return refusal;
		const pinged = account.pings.get(body.lp_ping_id);
		if (pinged?.campaign.id !== campaign.id || pinged.supplier.id !== supplier.id) {
			return refused(CODES.wrongPing, 'Unknown lp_ping_id');
		}
		if (pinged.leadId) {
			const message = ERRORS[CODES.duplicate];
			const code = CODES.duplicate;
			return { body: { status: 'DUPLICATED', code, message, lead_id: pinged.leadId } };
		}
		const price = priceOf(pinged, body.lp_consent_bids);
		if (price === undefined) return refused(CODES.wrongPing, 'Unknown bid in lp_consent_bids');

		const data = { ...pinged.data, ...knownData(campaign, body) };
		const { lead, answer } = take({ campaign, supplier, body, price, data });
		if (lead.status !== 'ACCEPTED') return { body: { ...answer, lead_id: lead.id } };
		pinged.leadId = lead.id;
		return { body: { status: lead.status, lead_id: lead.id, payout: lead.cost } };
	}

	return {
		directPost: (call) => shaped('direct', directPost(call), options),
		ping(call) {
			const answer = ping(call);
			const { lp_key: _key, ...data } = call.body;
			pinged(Number(data.lp_campaign_id), answer.body.status, data);
			return shaped('ping', answer, options);
		},
		post: (call) => shaped('post', post(call), options),
	};
};

module.exports = { operations };
