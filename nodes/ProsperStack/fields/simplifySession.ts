import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { asObject, isObject, objectsIn } from '../../shared/json';
import { exactNumber } from '../../shared/numbers';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: false,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * Turns a flow session into one flat record for a sheet, without objects and arrays.
 *
 * A survey answer becomes the column `answer: <question>`. A custom property becomes
 * `subscriber: <key>` or `subscription: <key>`. All other columns are the same for every session:
 * they are null if the session lacks the value.
 */
export function simplifySession(session: IDataObject): IDataObject {
	const flow = asObject(session.flow);
	const subscriber = asObject(session.subscriber);
	const subscription = asObject(session.subscription);
	const accepted = asObject(session.offer_accepted);
	const reason = asObject(session.cancel_reason);
	const answers = objectsIn(session.answers);
	return {
		session_id: session.id ?? null,
		status: session.status ?? null,
		reason: reasonOf(session),
		reason_code: reason.reason_code ?? null,
		mrr: toNumber(subscription.mrr),
		offers_presented: joined(objectsIn(session.offers_presented).map(({ name }) => name)),
		offer_accepted: accepted.name ?? null,
		offer_accepted_type: accepted.type ?? null,
		started_at: session.started_at ?? null,
		completed_at: session.completed_at ?? null,
		flow_id: flow.id ?? null,
		flow_name: flow.name ?? null,
		subscriber_id: subscriber.id ?? null,
		// In older data `platform_id` is called `payment_provider_id`.
		subscriber_platform_id: subscriber.platform_id ?? subscriber.payment_provider_id ?? null,
		subscriber_name: subscriber.name ?? null,
		subscriber_email: subscriber.email ?? null,
		subscriber_status: subscriber.status ?? null,
		subscription_id: subscription.id ?? null,
		subscription_platform_id: subscription.platform_id ?? subscription.payment_provider_id ?? null,
		subscription_status: subscription.status ?? null,
		...answersByQuestion(answers),
		...propertyColumns('subscriber', subscriber.properties),
		...propertyColumns('subscription', subscription.properties),
	};
}

const isPrimary = ({ question }: IDataObject) => asObject(question).primary === true;

/**
 * Why the subscriber wanted to leave: the reason that the session names, else the answer to the primary
 * question; null if it has neither.
 */
export const reasonOf = ({ cancel_reason: reason, answers }: IDataObject): IDataObject[string] =>
	asObject(reason).text ?? answerText(objectsIn(answers).find(isPrimary));

function answerKey({ question }: IDataObject): string {
	const { text, id } = asObject(question);
	return `answer: ${String(text ?? id ?? '')}`;
}

/**
 * The answers by the text of their question. Several questions can have the same text: then each
 * answer gets its own key, and a missing answer does not replace a given one.
 */
function answersByQuestion(answers: IDataObject[]): IDataObject {
	const byKey: Record<string, string | null> = {};
	for (const answer of answers) {
		const text = answerText(answer);
		const key = answerKey(answer);
		if (text === null) byKey[key] ??= null;
		else byKey[freeKey(byKey, key)] = text;
	}
	return byKey;
}

/** The key itself, or if it already holds an answer, the key with ` (2)`, ` (3)` … added. */
function freeKey(byKey: Record<string, string | null>, key: string): string {
	let free = key;
	for (let count = 2; (byKey[free] ?? null) !== null; count++) free = `${key} (${count})`;
	return free;
}

/**
 * The text of an answer; null if there is none. In the API reference a chosen answer is an object,
 * in real data it is an array of objects. Other answers are a text or null.
 */
function answerText(answer: IDataObject | undefined): string | null {
	const value = answer?.value;
	return joined([value].flat().map((choice) => (isObject(choice) ? choice.text : choice)));
}

function joined(values: unknown[]): string | null {
	const texts = values.filter((value) => value !== null && value !== undefined && value !== '');
	return texts.length > 0 ? texts.map(String).join(', ') : null;
}

/** The API gives amounts as decimal text; sheets and conditions want numbers. */
function toNumber(amount: unknown): number | string | null {
	if (amount === null || amount === undefined || amount === '') return null;
	const text = String(amount);
	// An amount that a number can't hold stays a text, rather than being rounded.
	return exactNumber(text) ?? (Number.isNaN(Number(text)) ? null : text);
}

function propertyColumns(owner: string, values: unknown): IDataObject {
	return Object.fromEntries(
		objectsIn(values).map(({ property, value }) => {
			const { key, name } = asObject(property);
			return [`${owner}: ${String(key ?? name ?? '')}`, value ?? null];
		}),
	);
}
