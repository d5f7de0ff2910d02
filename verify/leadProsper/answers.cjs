'use strict';

/** Probes of how Lead Prosper words its answers: envelopes, refusals, debug logs. */
const { leadProsper } = require('../nodes.cjs');
const { confirmed, fieldsOf, notSeen, refuted, times, typeOf } = require('../findings.cjs');
const { isSuccess } = require('../service.cjs');
const {
	campaignsAnswer,
	NO_LEADS,
	objectsIn,
	pageOf,
	pages,
	range,
	statsAnswer,
	timeOf,
	UTC,
} = require('./account.cjs');

/** @typedef {import('../service.cjs').Service} Service */

/** IDs that nothing has. */
const NO_LEAD = '00000000000000000000';
const NO_CAMPAIGN = '999999999';

const isEnveloped = ({ body }) =>
	typeof body === 'object' && body !== null && body.status === 'success' && 'data' in body;

/** @param {Service} service */
async function bareAnswers(service) {
	const answers = [
		['campaigns', await campaignsAnswer(service)],
		['statistics', await statsAnswer(service)],
	];
	const [page] = await pages(service);
	if (page) {
		const { campaign, leads } = page;
		answers.push(
			['a campaign', await service.get(`/public/campaigns/${encodeURIComponent(campaign)}`)],
			['leads', page.answer],
			['a lead', await service.get(`/public/lead/${encodeURIComponent(leads[0].id)}`)],
		);
	}
	const good = answers.filter(([, answer]) => isSuccess(answer));
	const named = (some) => some.map(([what]) => what).join(', ');
	const enveloped = good.filter(([, answer]) => isEnveloped(answer));
	if (enveloped.length > 0) return refuted(`{status, data}: ${named(enveloped)}`, 'enveloped');
	return good.length > 0 ? confirmed(`bare: ${named(good)}`) : notSeen('nothing could be read');
}

/** A refusal's status and fields; errors by field are named by the fields of the request. */
const refusalWords = ({ status, body }) =>
	`HTTP ${status} with ${typeOf(body) === 'object' ? fieldsOf(body) : typeOf(body)}`;

/** @param {Service} service */
async function errorBody(service) {
	const answers = [await service.get(`/public/lead/${NO_LEAD}`)];
	const [page] = await pages(service);
	if (page) {
		const dates = { start_date: '2025-02-30', end_date: '2025-02-30' };
		answers.push((await pageOf(service, page.campaign, dates)).answer);
	}
	const says = ({ body }) => body?.status === 'error' || typeof body?.message === 'string';
	const refusals = answers.filter((answer) => !isSuccess(answer) || says(answer));
	if (refusals.length === 0) return notSeen('nothing was refused');
	const evidence = refusals.map(refusalWords).join('; ');
	const isRead = (answer) => says(answer) && leadProsper.errorText(answer.body) !== undefined;
	return refusals.every(isRead) ? confirmed(evidence) : refuted(evidence);
}

/** @param {Service} service */
async function deprecatedCampaign(service) {
	const query = { ...range(), timezone: UTC, campaign: NO_CAMPAIGN };
	const answers = {
		campaign: await service.get(`/public/campaigns/${NO_CAMPAIGN}`),
		leads: await service.get('/public/leads', query),
	};
	const evidence = Object.entries(answers)
		.map(([what, { status }]) => `${what}: HTTP ${status}`)
		.join('; ');
	const isThere = isSuccess(answers.campaign) && answers.campaign.body?.id !== undefined;
	return isThere
		? refuted(`a campaign that does not exist is answered; ${evidence}`)
		: confirmed(`an ID that does not exist: ${evidence}`);
}

const EIGHTY_DAYS = 80 * 86_400_000;

/** @param {Service} service */
async function debugLogs(service) {
	const leads = (await pages(service))
		.flatMap((page) => page.leads)
		.filter((lead) => timeOf(lead) > Date.now() - EIGHTY_DAYS);
	const ids = leads
		.sort((a, b) => Number(b.status === 'ACCEPTED') - Number(a.status === 'ACCEPTED'))
		.slice(0, 2)
		.map(({ id }) => String(id));
	if (ids.length === 0) return notSeen(NO_LEADS);
	const body = { lead_ids: ids };
	const answer = await service.send('POST', '/public/leads/debug', body, { writes: false });
	if (!isSuccess(answer)) return notSeen(`HTTP ${answer.status}`);
	const logs = isEnveloped(answer) ? answer.body.data : answer.body;
	const around = isEnveloped(answer) ? 'in an envelope, ' : '';
	if (Array.isArray(logs)) {
		const entries = objectsIn(logs);
		if (entries.length === 0) return notSeen('an empty list');
		const names = ['lead_id', 'id'].filter((name) =>
			entries.every((entry) => ids.includes(String(entry[name]))),
		);
		// What is in a log is the buyers' own: its names stay here, too.
		const evidence = `${around}a list of ${times(entries.length, 'log')}`;
		if (names.length === 0) return refuted(`${evidence} that name their lead neither way`);
		return confirmed(`${evidence} that name their lead as ${names[0]}`);
	}
	const isById = typeOf(logs) === 'object' && ids.some((id) => id in logs);
	return isById
		? confirmed(`${around}an object with the leads' IDs as names`)
		: refuted(`${around}${typeOf(logs)}, and no list`);
}

module.exports = { bareAnswers, debugLogs, deprecatedCampaign, errorBody };
