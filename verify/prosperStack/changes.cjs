'use strict';

/**
 * Probes that change something, on a test key and with `--write` only: a property of our own is made,
 * set, cleared and deleted, and a webhook is registered and deleted.
 */
const { PATHS, shownValue } = require('../nodes.cjs');
const { confirmed, fieldsOf, notSeen, refuted, typeOf } = require('../findings.cjs');
const { isSuccess } = require('../service.cjs');
const { lists, readList } = require('./lists.cjs');

/** @typedef {import('../service.cjs').Service} Service */
/** @typedef {import('../service.cjs').Answer} Answer */

const NOT_ALLOWED = 405;
const MOST_WEBHOOKS = 10;
const STARTED = 'flow_session_started';
const COMPLETED = 'flow_session_completed';

/** What is called so is ours. */
const newName = () => `n8n_verify_${Date.now()}`;

/** A success that says no. */
const saysNo = (answer) => isSuccess(answer) && Boolean(answer.body?.error);
const isDone = (answer) => isSuccess(answer) && !saysNo(answer);

const pathOf = (kind, id) => `${PATHS[kind]}/${encodeURIComponent(id)}`;

/**
 * The ID of what was made: the answer tells, or else the list.
 *
 * @param {Service} service
 * @param {'property' | 'webhook'} kind
 * @param {import('../service.cjs').Answer} answer
 * @param {(record: any) => boolean} isNew
 * @returns {Promise<string | undefined>}
 */
async function idOf(service, kind, answer, isNew) {
	if (!isDone(answer)) return undefined;
	if (answer.body?.id !== undefined) return answer.body.id;
	return (await readList(service, PATHS[kind])).records.find(isNew)?.id;
}

/** Deletes what was made, and looks whether it is gone. @param {Service} service */
async function remove(service, kind, id) {
	const deleted = await service.send('DELETE', pathOf(kind, id));
	return { deleted, isGone: !isSuccess(await service.get(pathOf(kind, id))) };
}

/**
 * A text property of subscribers of our own, and what became of it.
 * @param {Service} service
 */
const property = (service) => service.once(tryProperty);

/**
 * @param {Service} service
 * @returns {Promise<{ created: Answer, updates: Awaited<ReturnType<typeof tryUpdates>>,
 *   deleted?: Answer, isGone?: boolean }>} without `deleted` where it could not be made
 */
async function tryProperty(service) {
	const key = newName();
	const created = await service.send('POST', PATHS.property, {
		key,
		name: key,
		entity: 'subscriber',
		type: 'text',
	});
	const id = await idOf(service, 'property', created, (one) => one.key === key);
	const updates = await tryUpdates(service, id === undefined ? undefined : key);
	if (id === undefined) return { created, updates };
	return { created, updates, ...(await remove(service, 'property', id)) };
}

/**
 * Sets the property of a subscriber, and clears it.
 *
 * @param {Service} service
 * @param {string | undefined} key undefined where it could not be made
 */
async function tryUpdates(service, key) {
	const [subscriber] = (await lists(service)).subscriber.records;
	if (!subscriber || !key) return { subscriber, isSet: false };
	const path = pathOf('subscriber', subscriber.id);
	const update = (method, value) => service.send(method, path, { properties: { [key]: value } });
	const shown = async () => shownValue((await service.get(path)).body ?? {}, key);

	const patched = await update('PATCH', 'Test');
	const allowed = patched.headers.allow;
	const mayPost = patched.status === NOT_ALLOWED && (allowed ?? 'POST').includes('POST');
	const posted = mayPost ? await update('POST', 'Test') : undefined;
	const answer = posted ?? patched;
	const isSet = isDone(answer) && (await shown()) === 'Test';
	const tried = { subscriber, patched, posted, allowed, answer, isSet };
	if (!isSet) return tried;

	const clearedBy = async (value) => {
		await update(posted ? 'POST' : 'PATCH', value);
		return [undefined, null].includes(await shown());
	};
	const byNull = await clearedBy(null);
	const byEmptyText = byNull || (await clearedBy(''));
	return { ...tried, byNull, byEmptyText };
}

/** @param {Service} service */
async function updateMethod(service) {
	const { updates } = await property(service);
	const { patched, posted, allowed } = updates;
	if (!patched) return notSeen('no property could be made, or there is no subscriber');
	const words = `PATCH: HTTP ${patched.status}${posted ? `; POST: HTTP ${posted.status}` : ''}${allowed ? `; Allow: ${allowed}` : ''}`;
	if (patched.status !== NOT_ALLOWED) {
		return isDone(patched) ? confirmed(words) : notSeen(words);
	}
	if (posted && posted.status !== NOT_ALLOWED) {
		return refuted(words, allowed ? 'post' : 'postWithoutHeader');
	}
	return refuted(words, allowed ? 'put' : 'putWithoutHeader');
}

/** @param {Service} service */
async function writeAnswer(service) {
	const { created, updates } = await property(service);
	const answers = [created, updates.answer].filter((answer) => answer && isSuccess(answer));
	if (answers.length === 0) return notSeen(`HTTP ${created.status}`);
	const words = ({ status, body }) =>
		`HTTP ${status} with ${body === undefined ? 'nothing' : typeOf(body) === 'object' ? fieldsOf(body) : typeOf(body)}`;
	const evidence = [...new Set(answers.map(words))].join('; ');
	if (answers.every(({ body }) => body?.id !== undefined)) return confirmed(evidence);
	if (answers.some(saysNo)) return refuted(evidence, 'error');
	return answers.some(({ body }) => body === undefined)
		? refuted(evidence, 'none')
		: refuted(evidence, 'empty', 'emptyPortalSession');
}

/** @param {Service} service */
async function clearing(service) {
	const { isSet, byNull, byEmptyText } = (await property(service)).updates;
	if (!isSet) return notSeen('no property could be set');
	if (byNull) return confirmed('null clears it');
	return byEmptyText
		? refuted('null does not clear it, the empty text does', 'emptyText', 'emptyTextOtherTypes')
		: refuted('neither null nor the empty text clears it', 'nothing');
}

/** @param {Service} service */
async function deleteAnswer(service) {
	const { deleted, isGone } = await property(service);
	if (!deleted) return notSeen('no property could be made');
	const { status, body } = deleted;
	const evidence = `HTTP ${status} with ${body === undefined ? 'nothing' : fieldsOf(Object(body))}; the property is ${isGone ? 'gone' : 'still there'}`;
	if (isDone(deleted) && isGone) return confirmed(evidence);
	return refuted(evidence, ...(saysNo(deleted) ? ['error'] : []));
}

/**
 * A webhook to an address that nobody reads, and what became of it.
 * @param {Service} service
 */
const webhook = (service) => service.once(tryWebhook);

/**
 * @param {Service} service
 * @returns {Promise<{ started: Registered, deleted?: Answer, isGone?: boolean } | undefined>}
 * undefined where there is no place for one; without `deleted` where it could not be registered
 *
 * @typedef {{ answer: Answer, id: string | undefined }} Registered
 */
async function tryWebhook(service) {
	const { webhook: before } = await lists(service);
	if (before.records.length >= MOST_WEBHOOKS) return undefined;
	const url = `https://example.com/${newName()}`;
	const isOurs = (one) => one.url === url;
	const register = async (event) => {
		const answer = await service.send('POST', PATHS.webhook, { url, events: [event] });
		return { answer, id: await idOf(service, 'webhook', answer, isOurs) };
	};
	const started = await register(STARTED);
	const id = started.id ?? (await register(COMPLETED)).id;
	if (id === undefined) return { started };
	return { started, ...(await remove(service, 'webhook', id)) };
}

const FULL = `there are ${MOST_WEBHOOKS} webhooks already`;

/** @param {Service} service */
async function startedWebhooks(service) {
	const tried = await webhook(service);
	if (!tried) return notSeen(FULL);
	const { answer, id } = tried.started;
	const { status } = answer;
	if (id !== undefined) return confirmed(`HTTP ${status}, and it is registered`);
	if (!isSuccess(answer)) return refuted(`HTTP ${status}`, 'refused');
	return notSeen(`HTTP ${status}, and it is not there`);
}

/** @param {Service} service */
async function webhookDelete(service) {
	const tried = await webhook(service);
	if (!tried) return notSeen(FULL);
	const { deleted, isGone } = tried;
	if (!deleted) return notSeen('no webhook could be registered');
	const { status } = deleted;
	const evidence = `HTTP ${status}; the webhook is ${isGone ? 'gone' : 'still there'}`;
	if (isDone(deleted) && isGone) return confirmed(evidence);
	if (saysNo(deleted)) return refuted(evidence, 'error');
	return refuted(evidence, ...([404, 405].includes(status) ? [`with${status}`] : []));
}

module.exports = {
	probes: { clearing, deleteAnswer, startedWebhooks, updateMethod, webhookDelete, writeAnswer },
};
