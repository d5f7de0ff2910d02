'use strict';

const { Refusal } = require('../shared/refusal.cjs');
const { confirmations, showCampaign } = require('./shapes.cjs');

const operations = (account, clock, options) => {
	const show = (campaign) => {
		const zone = account.settings[campaign.id].timezone;
		return showCampaign(campaign, options, { zone, now: clock.now() });
	};

	/** Sets a buyer's state; one that is in it already is an error, as documented. */
	function setPaused({ campaign_id: campaignId, buyer_id: buyerId }, paused, already) {
		const campaign = account.campaign(campaignId);
		const buyer = campaign.buyers.find(({ id }) => String(id) === buyerId);
		if (!buyer) throw new Refusal(404, 'Buyer not found');
		if (buyer.paused === paused) throw new Refusal(options.alreadyPausedStatus, already);
		account.campaigns.put({
			...campaign,
			buyers: campaign.buyers.map((other) => (other === buyer ? { ...buyer, paused } : other)),
		});
		return confirmations[options.pauseAnswer];
	}

	return {
		getCampaigns: () => ({ body: account.campaigns.list().map(show) }),
		getCampaign: ({ params }) => ({ body: show(account.campaign(params.campaign_id)) }),
		pauseBuyer: ({ params }) => setPaused(params, 1, 'Buyer is already paused'),
		resumeBuyer: ({ params }) => setPaused(params, 0, 'Buyer is already live'),
	};
};

module.exports = { operations };
