'use strict';

/**
 * Probes that submit leads, in Lead Prosper's test mode (`lp_action: test`): with `--write` only. The
 * person is made up.
 */
const { setTimeout: sleep } = require('node:timers/promises');
const { leadFieldsOf, submissionKeyOf } = require('../nodes.cjs');
const { confirmed, notSeen, refuted } = require('../findings.cjs');
const { isSuccess } = require('../service.cjs');
const { campaigns, daysAgo, objectsIn, pageOf } = require('./account.cjs');

/** @typedef {import('../service.cjs').Service} Service */

const STATUSES = ['ACCEPTED', 'DUPLICATED', 'ERROR'];
const NOT_THERE = [404, 405];
const ASK_AGAIN_MS = 500;

const wordOf = ({ body }) => body?.status;

/**
 * What a test lead says in a field of that name.
 * @type {[RegExp, () => string][]}
 */
const VALUES = [
	[/mail/i, () => `test.${Date.now()}@example.com`],
	[/phone|mobile/i, () => '2015550123'],
	[/zip|postal/i, () => '10001'],
	[/state/i, () => 'NY'],
	[/date|dob|birth/i, () => '1990-01-31'],
	[/ip/i, () => '203.0.113.7'],
	[/url|page/i, () => 'https://example.com'],
];

/** @param {{ name: string, values?: string[] }} field */
const valueOf = ({ name, values }) => {
	const [, make] = VALUES.find(([pattern]) => pattern.test(name)) ?? [];
	return values?.[0] ?? (make ? make() : 'Test');
};

/**
 * Who submits: a supplier that shows its key, best one in test mode.
 * @param {Service} service
 */
async function sender(service) {
	const all = (await campaigns(service)).flatMap((campaign) =>
		objectsIn(campaign.suppliers).map((supplier) => ({
			campaign,
			supplier,
			key: submissionKeyOf(supplier),
		})),
	);
	const rank = ({ campaign, supplier }) =>
		Number(Number(supplier.test_mode) === 1) * 4 +
		Number(Number(supplier.paused) !== 1) * 2 +
		Number(leadFieldsOf(campaign).length > 0);
	const [best] = all.filter(({ key }) => key).sort((a, b) => rank(b) - rank(a));
	return { suppliers: all.length, ...best };
}

/**
 * What was submitted, and what came of it.
 * @param {Service} service
 */
const submissions = (service) => service.once(submitAll);

async function submitAll(service) {
	const { campaign, supplier, key, suppliers } = await sender(service);
	if (!campaign) return { suppliers };
	const fields = leadFieldsOf(campaign);
	const lead = Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]));
	const submit = (path, data, ownKey = key) =>
		service.send(
			'POST',
			path,
			{
				...data,
				lp_action: 'test',
				lp_campaign_id: String(campaign.id),
				lp_supplier_id: String(supplier.id),
				lp_key: ownKey,
			},
			{ keyInBody: ownKey },
		);
	const direct = await submit('/direct_post', lead);
	const leadId = direct.body?.lead_id ?? direct.body?.id;
	const appearance = leadId && (await appearanceOf(service, String(campaign.id), String(leadId)));
	const ping = await submit('/ping', lead);
	const pingId = String(ping.body?.ping_id ?? 'unknown');
	return {
		suppliers,
		direct,
		appearance,
		ping,
		post: await submit('/post', { ...lead, lp_ping_id: pingId }),
		incomplete: await submit('/direct_post', {}),
		wrongKey: await submit('/direct_post', lead, 'not-the-key'),
	};
}

/**
 * When a lead can be read, alone and in a list.
 *
 * @param {Service} service
 * @returns {Promise<{ single?: Appearance, listed?: Appearance }>} undefined: not in time
 *
 * @typedef {{ ms: number, tries: number }} Appearance after how long, and how often it was asked for
 */
async function appearanceOf(service, campaign, id) {
	const began = Date.now();
	const isRead = async () => isSuccess(await service.get(`/public/lead/${encodeURIComponent(id)}`));
	// Of today only, so that it is on the first page whatever the order.
	const isListed = async () =>
		(await pageOf(service, campaign, { start_date: daysAgo(0) })).leads.some(
			(lead) => String(lead.id) === id,
		);
	/** @type {{ single?: Appearance, listed?: Appearance }} */
	const seen = {};
	for (let tries = 1; ; tries++) {
		if (!seen.single && (await isRead())) seen.single = { ms: Date.now() - began, tries };
		if (!seen.listed && (await isListed())) seen.listed = { ms: Date.now() - began, tries };
		const isOver = Date.now() - began > service.patienceMs;
		if ((seen.single && seen.listed) || isOver) return seen;
		await sleep(ASK_AGAIN_MS);
	}
}

const NO_SENDER = 'no supplier shows a key to submit with';

/** @param {Service} service */
async function leadListedAtOnce(service) {
	const { direct, appearance } = await submissions(service);
	if (!direct) return notSeen(NO_SENDER);
	if (!appearance) return notSeen('the test lead got no ID');
	const { single, listed } = appearance;
	const words = (one) =>
		one
			? `at try ${one.tries}, after ${(one.ms / 1000).toFixed(1)} s`
			: `not within ${Math.round(service.patienceMs / 1000)} s`;
	const evidence = `read ${words(single)}; listed ${words(listed)}`;
	if (!single || !listed) return refuted(evidence, 'later', 'laterWithoutWaiting');
	const isAtOnce = single.tries === 1 && listed.tries === 1;
	return isAtOnce ? confirmed(evidence) : refuted(evidence, 'later');
}

/** @param {Service} service */
async function submissionPaths(service) {
	const { direct, ping, post } = await submissions(service);
	if (!direct) return notSeen(NO_SENDER);
	const answers = Object.entries({ '/direct_post': direct, '/ping': ping, '/post': post });
	const evidence = answers.map(([path, { status }]) => `${path}: HTTP ${status}`).join('; ');
	const isThere = ([, answer]) =>
		STATUSES.includes(wordOf(answer)) || !NOT_THERE.includes(answer.status);
	return answers.every(isThere) ? confirmed(evidence) : refuted(evidence, 'others');
}

/** @param {Service} service */
async function submissionAnswer(service) {
	const { direct, incomplete } = await submissions(service);
	if (!direct) return notSeen(NO_SENDER);
	const answers = [direct, incomplete];
	const idIn = ({ body }) => ['lead_id', 'id'].find((name) => name in body);
	const codeIn = ({ body }) => ['code', 'error_code'].find((name) => name in body);
	const words = (answer) =>
		STATUSES.includes(wordOf(answer))
			? `${wordOf(answer)} with ${[idIn(answer), codeIn(answer)].filter(Boolean).join(', ')}`
			: `HTTP ${answer.status} with another status`;
	const evidence = answers.map(words).join('; ');
	const isRead = (answer) =>
		STATUSES.includes(wordOf(answer)) &&
		(wordOf(answer) === 'ACCEPTED' ? idIn(answer) : codeIn(answer)) !== undefined;
	return answers.every(isRead) ? confirmed(evidence) : refuted(evidence);
}

/** @param {Service} service */
async function submissionStatus(service) {
	const { direct, ping, post, incomplete } = await submissions(service);
	if (!direct) return notSeen(NO_SENDER);
	const answers = [direct, ping, post, incomplete];
	const refusals = answers.filter((answer) => ['ERROR', 'DUPLICATED'].includes(wordOf(answer)));
	if (refusals.length === 0) return notSeen('no lead was refused');
	const statuses = [...new Set(refusals.map(({ status }) => status))];
	const evidence = statuses.map((status) => `HTTP ${status}`).join(', ');
	if (statuses.every((status) => status === 200)) return confirmed(evidence);
	return refuted(evidence, ...(statuses.includes(422) ? ['with422'] : []));
}

/** @param {Service} service */
async function supplierKey(service) {
	const { suppliers, direct, wrongKey } = await submissions(service);
	if (suppliers === 0) return notSeen('no suppliers');
	if (!direct) return refuted('no supplier shows a `hash`', 'hidden');
	const hasLead = ['lead_id', 'id'].some((name) => name in (direct.body ?? {}));
	if (hasLead) return confirmed('the test lead was taken with it, and has an ID');
	const reasonIn = ({ status, body }) =>
		JSON.stringify([status, body?.code, body?.error_code, body?.message]);
	return reasonIn(direct) === reasonIn(wrongKey)
		? refuted('a submission with it is answered as one with a wrong key', 'other')
		: notSeen(`HTTP ${direct.status}, another answer than with a wrong key, but no lead`);
}

module.exports = {
	leadListedAtOnce,
	submissionAnswer,
	submissionPaths,
	submissionStatus,
	supplierKey,
};
