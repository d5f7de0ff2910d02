import type { IDataObject } from 'n8n-workflow';
import { outputOf } from '../../shared/fields/output';
import { asObject, isObject, objectsIn } from '../../shared/json';
import { toAmount } from '../../shared/numbers';

/** What is known of a session's fields, for the list under Selected Fields. */
const SESSION_FIELDS = [
	'answers',
	'answers.question.text',
	'answers.sentiment',
	'answers.value',
	'cancel_reason.reason_code',
	'cancel_reason.text',
	'completed_at',
	'created_at',
	'deflected_by',
	'flow.id',
	'flow.name',
	'id',
	'offer_accepted',
	'offer_accepted.name',
	'offer_accepted.type',
	'offers_presented',
	'offers_presented.name',
	'rerouted_from_flow_session_id',
	'started_at',
	'status',
	'steps',
	'subscriber.email',
	'subscriber.id',
	'subscriber.name',
	'subscriber.platform_id',
	'subscriber.properties',
	'subscriber.status',
	'subscription.id',
	'subscription.mrr',
	'subscription.platform_id',
	'subscription.properties',
	'subscription.status',
	'updated_at',
];

/** The field Output of all that gives flow sessions. */
export const sessionOutput = outputOf({
	plural: 'flow sessions',
	people: ['subscriber'],
	simplified: {
		description: 'A flat record: how it ended and why, the offers, the MRR, the subscriber',
		shape: simplifySession,
	},
	rows: {
		name: 'Wide Row',
		value: 'wideRow',
		description: 'The same, with every ID, survey answer and custom property, for a sheet',
		shape: toWideRow,
	},
	picker: {
		displayName: 'Fields',
		options: SESSION_FIELDS.map((name) => ({ name, value: name })),
		description:
			'What to keep of each session. An expression may give an array, or names separated by commas, also of fields that are not in the list.',
	},
});

/**
 * A flow session as one flat record, without objects and arrays. The columns are the same for every
 * session: they are null if the session lacks the value.
 */
export function simplifySession(session: IDataObject): IDataObject {
	const subscriber = asObject(session.subscriber);
	const answers = objectsIn(session.answers);
	return {
		session_id: session.id ?? null,
		status: session.status ?? null,
		reason: reasonOf(session),
		sentiment: sentimentsOf(answers),
		deflected_by: deflectionName(asObject(session.deflected_by)),
		mrr: toAmount(asObject(session.subscription).mrr),
		offers_presented: joined(objectsIn(session.offers_presented).map(({ name }) => name)),
		offer_accepted: asObject(session.offer_accepted).name ?? null,
		started_at: session.started_at ?? null,
		completed_at: session.completed_at ?? null,
		flow_name: asObject(session.flow).name ?? null,
		subscriber_id: subscriber.id ?? null,
		subscriber_name: subscriber.name ?? null,
		subscriber_email: subscriber.email ?? null,
	};
}

/**
 * Why the subscriber wanted to leave: the reason that the session names, else the answer to the primary
 * question; null if it has neither.
 */
export const reasonOf = ({ cancel_reason: reason, answers }: IDataObject): IDataObject[string] =>
	asObject(reason).text ?? answerText(objectsIn(answers).find(isPrimary));

/**
 * A flow session with all that fits into a flat record for a sheet: the columns of `simplifySession`,
 * then further ones. A survey answer becomes the column `answer: <question>`, a custom property
 * `subscriber: <key>` or `subscription: <key>`.
 */
export function toWideRow(session: IDataObject): IDataObject {
	const subscriber = asObject(session.subscriber);
	const subscription = asObject(session.subscription);
	return {
		...simplifySession(session),
		reason_code: asObject(session.cancel_reason).reason_code ?? null,
		offer_accepted_type: asObject(session.offer_accepted).type ?? null,
		flow_id: asObject(session.flow).id ?? null,
		// In older data `platform_id` is called `payment_provider_id`.
		subscriber_platform_id: subscriber.platform_id ?? subscriber.payment_provider_id ?? null,
		subscriber_status: subscriber.status ?? null,
		subscription_id: subscription.id ?? null,
		subscription_platform_id: subscription.platform_id ?? subscription.payment_provider_id ?? null,
		subscription_status: subscription.status ?? null,
		...answersByQuestion(objectsIn(session.answers)),
		...propertyColumns('subscriber', subscriber.properties),
		...propertyColumns('subscription', subscription.properties),
	};
}

/** How the answers sound, each word once: `negative`. The reference prints none as the text “null”. */
const sentimentsOf = (answers: IDataObject[]) =>
	joined([...new Set(answers.map(({ sentiment }) => (sentiment === 'null' ? null : sentiment)))]);

/** `{type: "deflection", details: {deflection: {name}}}`: the name, or the type where there is none. */
function deflectionName({ type, details }: IDataObject): IDataObject[string] {
	const { name } = asObject(asObject(details)[String(type)]);
	return name ?? type ?? null;
}

const isPrimary = ({ question }: IDataObject) => asObject(question).primary === true;

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

function propertyColumns(owner: string, values: unknown): IDataObject {
	return Object.fromEntries(
		objectsIn(values).map(({ property, value }) => {
			const { key, name } = asObject(property);
			return [`${owner}: ${String(key ?? name ?? '')}`, value ?? null];
		}),
	);
}
