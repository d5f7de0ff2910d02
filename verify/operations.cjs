'use strict';

/** The operations that only read, run by the nodes themselves as in a workflow. */
const { campaigns, daysAgo, objectsIn, pages } = require('./leadProsper/account.cjs');
const { lists } = require('./prosperStack/lists.cjs');

/** @typedef {import('./service.cjs').Service} Service */

/** As the editor saves a resource locator. */
const byId = (value) => ({ __rl: true, mode: 'id', value: String(value) });

const FEW = { limit: 5 };

/**
 * @typedef {[resource: string, operation: string, parameters: object]} Step
 *
 * @param {Service} service
 * @returns {Promise<Step[]>}
 */
async function ofLeadProsper(service) {
	const week = { period: 'custom', startDate: daysAgo(7), endDate: daysAgo(0) };
	/** @type {Step[]} */
	const steps = [
		['accounting', 'getAll', { ...week, ...FEW }],
		['analytics', 'getCampaignStats', week],
		['buyer', 'getAll', FEW],
		['campaign', 'getAll', FEW],
		['supplier', 'getAll', FEW],
	];
	const [campaign] = await campaigns(service);
	if (campaign) {
		const scope = { campaignScope: 'one', campaignId: byId(campaign.id) };
		steps.push(['campaign', 'get', scope], ['analytics', 'getDailyStats', { ...week, ...scope }]);
		const [supplier] = objectsIn(campaign.suppliers);
		const parameters = { ...week, ...scope, supplierId: byId(supplier?.id) };
		if (supplier) steps.push(['analytics', 'getSupplierStats', parameters]);
	}
	const [page] = await pages(service);
	if (page) {
		const { id } = page.leads[0];
		const dates = { period: 'custom', startDate: daysAgo(90), endDate: daysAgo(0) };
		const list = { ...dates, campaignId: byId(page.campaign), limit: 150 };
		steps.push(
			['lead', 'getAll', list],
			['lead', 'getSummary', { ...week, campaignScope: 'one', campaignId: byId(page.campaign) }],
			['lead', 'get', { leadId: String(id) }],
			['lead', 'getDebugLog', { leadIds: String(id) }],
		);
	}
	return steps;
}

/** The field that names the record, by kind of record. */
const ID_FIELDS = {
	event: 'eventId',
	flow: 'flowId',
	flowSession: 'flowSessionId',
	offer: 'offerId',
	property: 'propertyId',
	subscriber: 'subscriberId',
	subscription: 'subscriptionId',
	webhook: 'webhookId',
};

/**
 * @param {Service} service
 * @returns {Promise<Step[]>}
 */
async function ofProsperStack(service) {
	const read = await lists(service);
	/** @type {Step[]} */
	const steps = [];
	for (const [kind, field] of Object.entries(ID_FIELDS)) {
		const [record] = read[kind].records;
		steps.push([kind, 'getAll', FEW]);
		if (record) steps.push([kind, 'get', { [field]: byId(record.id) }]);
	}
	const lastWeek = { filters: { startedAfter: daysAgo(7) }, groupBy: ['status'] };
	steps.push(['flowSession', 'getSummary', lastWeek]);
	return steps;
}

const OPERATIONS = { leadProsper: ofLeadProsper, prosperStack: ofProsperStack };

/**
 * @param {Service} service
 * @returns {Promise<OperationRun[]>}
 *
 * @typedef {object} OperationRun
 * @property {string} name such as `lead: getAll`
 * @property {string} result how many items came, or the status of the failure
 * @property {boolean} worked
 */
async function runOperations(service) {
	const runs = [];
	for (const [resource, operation, parameters] of await OPERATIONS[service.name](service)) {
		const { items, error } = await service.run(resource, operation, parameters);
		const count = items.flat().length;
		runs.push({
			name: `${resource}: ${operation}`,
			worked: !error,
			// The message may name a record.
			result: error ? `failed (HTTP ${error.httpCode ?? 'without an answer'})` : `${count} items`,
		});
	}
	return runs;
}

module.exports = { runOperations };
