/** The IDs of the stand-in's records: the contestants know them without asking. */
const leadId = (campaign, index) => `lead-${campaign}-${index}`;
const subscriberId = (index) => `subr_${String(index).padStart(8, '0')}`;

module.exports = { leadId, subscriberId };
