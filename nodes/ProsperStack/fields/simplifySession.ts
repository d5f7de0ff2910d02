import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { asObject, isObject, objectsIn } from '../../shared/json';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: false,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * A flow session as one flat record, ready for a sheet: no objects, no arrays.
 *
 * Survey answers become `answer: <question>`, custom properties `subscriber: <key>` and
 * `subscription: <key>`. What the session does not have is null, so that the columns stay the same.
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
		reason: reason.text ?? answerText(answers.find(isPrimary)),
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
		// The name of the field in older data.
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

function answerKey({ question }: IDataObject): string {
	const { text, id } = asObject(question);
	return `answer: ${String(text ?? id ?? '')}`;
}

/** Questions can have the same text: an answer is never lost to another one, or to none. */
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

/** The key itself, or `… (2)`, `… (3)` where there is a text already. */
function freeKey(byKey: Record<string, string | null>, key: string): string {
	let free = key;
	for (let count = 2; (byKey[free] ?? null) !== null; count++) free = `${key} (${count})`;
	return free;
}

/** A value is an object in the reference, an array of objects in real data, a text, or null. */
function answerText(answer: IDataObject | undefined): string | null {
	const value = answer?.value;
	return joined([value].flat().map((choice) => (isObject(choice) ? choice.text : choice)));
}

function joined(values: unknown[]): string | null {
	const texts = values.filter((value) => value !== null && value !== undefined && value !== '');
	return texts.length > 0 ? texts.map(String).join(', ') : null;
}

/** The API gives amounts as decimal text; sheets and conditions want numbers. */
function toNumber(amount: unknown): number | null {
	const number = Number(amount);
	return amount === null || amount === undefined || amount === '' || Number.isNaN(number)
		? null
		: number;
}

function propertyColumns(owner: string, values: unknown): IDataObject {
	return Object.fromEntries(
		objectsIn(values).map(({ property, value }) => {
			const { key, name } = asObject(property);
			return [`${owner}: ${String(key ?? name ?? '')}`, value ?? null];
		}),
	);
}
