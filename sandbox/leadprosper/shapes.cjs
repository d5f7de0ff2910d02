'use strict';

const { DateTime } = require('luxon');

/** How records and answers look, as far as the options decide it. */

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const envelope = (data) => ({ status: 'success', data });

/** How a change is confirmed. */
const confirmations = {
	envelope: { body: envelope([]) },
	empty: { body: {} },
	none: { status: 204 },
	text: { text: 'OK' },
};

const testFlags = {
	boolean: (test) => test,
	number: (test) => Number(test),
	yes: (test) => (test ? 'Yes' : 'No'),
};

/** How a lead says whether it was returned. */
const returnedFlags = {
	onReturned: (lead) => lead,
	always: (lead) => ({ returned: false, ...lead }),
	never: ({ returned: _returned, return_reason: _reason, ...lead }) => lead,
};

const showLead = (lead, { returnedFlag, testFlag }) => ({
	...returnedFlags[returnedFlag](lead),
	test: testFlags[testFlag](lead.test),
});

/** A cap of each day, as seven: what was used is that of the day that it is. */
const capsOfDays = (caps, today) =>
	caps.flatMap((cap) =>
		cap.type === 'day'
			? WEEKDAYS.map((type) => ({ ...cap, type, used: type === today ? cap.used : '0' }))
			: [cap],
	);

function withDayCaps(party, today) {
	if (Array.isArray(party.caps)) return party;
	const entries = Object.entries(party.caps).map(([kind, caps]) => [kind, capsOfDays(caps, today)]);
	return { ...party, caps: Object.fromEntries(entries) };
}

function withoutKey({ hash: _hash, api_specs_url: _url, ...supplier }) {
	return supplier;
}

/**
 * @param {object} campaign
 * @param {Record<string, any>} options
 * @param {{ zone: string, now: number }} when the campaign's time zone, and the time of the answer in
 * milliseconds since 1970
 */
function showCampaign(campaign, options, when) {
	const { dayCaps, supplierKeys } = options;
	const { zone, now } = when;
	const today = WEEKDAYS[DateTime.fromMillis(now, { zone }).weekday - 1];
	const show = (party) => (dayCaps ? withDayCaps(party, today) : party);
	const showSupplier = (supplier) =>
		show(supplierKeys === 'hidden' ? withoutKey(supplier) : supplier);
	return {
		...campaign,
		suppliers: campaign.suppliers.map(showSupplier),
		buyers: campaign.buyers.map(show),
	};
}

/** The operations whose answers come bare, or all in an envelope. */
const BARE = [
	'getCampaigns',
	'getCampaign',
	'getLead',
	'getLeads',
	'getCampaignStats',
	'getSupplierStats',
];

/** The operations, with the envelope around their answers where the option `answers` says so. */
function withEnvelopes(operations, options) {
	const enveloped = BARE.map((name) => [
		name,
		(call) => {
			const answer = operations[name](call);
			return options.answers === 'bare' ? answer : { ...answer, body: envelope(answer.body) };
		},
	]);
	return { ...operations, ...Object.fromEntries(enveloped) };
}

module.exports = { confirmations, envelope, showCampaign, showLead, withEnvelopes };
