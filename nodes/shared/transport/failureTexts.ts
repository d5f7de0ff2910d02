import type { ErrorText } from '../errors';
import { inWords } from './durations';
import type { Service } from './service';

/** What a request was about, for messages. */
export interface Asked {
	/** The record that the request is about, for messages such as that of a 404: `campaign 21624`. */
	subject?: string;
	/** Where the user can see whether a write was carried out. Default: the subject. */
	lookAt?: string;
	/** The effect of a write, as a clause: `the lead was taken`. Default: `the change was made`. */
	effect?: string;
	/** How to name the key that was sent, if it is not the credential's own API key. */
	key?: KeyWords;
	writes: boolean;
	/** Further advice for a 404. */
	notFound?: string;
}

/** A key other than the API key of the account. */
export interface KeyWords {
	/** How messages name it: `the supplier’s key`. */
	name: string;
	/** What to do when the service does not accept it. */
	advice: string;
}

/**
 * The text for an answer by which the service refused the request: its own words as the message. For a
 * 401 the message says what it means, because a list in the editor may show nothing else, and services
 * only say “Unauthenticated.”
 *
 * @param status the answer's HTTP status
 */
export function refusalText(
	service: Service,
	status: number,
	body: unknown,
	asked: Asked,
): ErrorText {
	const words = service.errorText(body);
	const advice = adviceFor(service, status, asked);
	if (status === 401) {
		const key = asked.key?.name ?? 'the API key';
		return {
			message: `${service.name} does not accept ${key}`,
			description: words ? `${advice} Its answer: “${words}”` : advice,
		};
	}
	return { message: words ?? `${service.name} answered with HTTP ${status}`, description: advice };
}

function adviceFor(service: Service, status: number, asked: Asked): string {
	const { name } = service;
	if (status === 401 || status === 403) return keyAdvice(service, status, asked);
	if (status === 404) return notFoundAdvice(service, asked);
	if (status >= 500) {
		return asked.writes
			? `${name} failed while it handled the change. ${unknownOutcome(name, asked)}`
			: `${name} has a problem at the moment; it was asked several times. Run the workflow again later.`;
	}
	if (status >= 300 && status < 400) {
		return `${name} sent the request on to another address. To keep your API key safe it is never sent along. Set the Base URL in the credential to the final address.`;
	}
	return `${name} refused the request (HTTP ${status}). Change what it names and run again.`;
}

function keyAdvice({ name, whereIsTheKey }: Service, status: 401 | 403, { key }: Asked): string {
	if (status === 401) return key?.advice ?? `Check it in the credential: it is ${whereIsTheKey}.`;
	return key
		? `${name} does not allow this with ${key.name}. ${key.advice}`
		: `${name} does not allow this with this API key. Check that the account and its plan include it.`;
}

function notFoundAdvice({ name, accounts }: Service, { subject, key, notFound }: Asked): string {
	if (!subject) {
		return `${name} has nothing at this address. Check the Base URL in the credential.`;
	}
	const advice = key
		? `${name} knows no ${subject}. Check the IDs. ${key.advice}`
		: `${name} knows no ${subject} in the account of this API key. Check the ID, and that the key belongs to the right account${accounts ? ` (${accounts})` : ''}.`;
	return notFound ? `${advice} ${notFound}` : advice;
}

/** The advice for a write that was sent, but that may or may not have been carried out. */
export const unknownOutcome = (
	name: string,
	{ subject = 'the record', lookAt = subject, effect = 'the change was made' }: Asked,
) =>
	`It is not known whether ${effect}, and it was not sent again, so that nothing is done twice. Look at ${lookAt} in ${name} before you run this again.`;

const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);
/** Node's codes for a connection that was never made: the service has received nothing. */
const NOT_REACHED = new Set([
	'ENOTFOUND',
	'ECONNREFUSED',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);
/** Node's code for a key with a character that no HTTP header can hold. Nothing has been sent. */
const NOT_A_HEADER = 'ERR_INVALID_CHAR';
/** Node's codes for a certificate that is not trusted. The request has not been sent. */
const UNTRUSTED =
	/^(CERT_|UNABLE_TO_|ERR_TLS_CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|INVALID_CA)/;

/** True if the cause lies in the settings, so that sending the request again would fail again. */
export const isLasting = (code: string) => code === NOT_A_HEADER || UNTRUSTED.test(code);

/** The text for a request that got no answer. @param code Node's error code, such as ECONNRESET */
export function noAnswerText(
	{ name, whereIsTheKey }: Service,
	code: string,
	asked: Asked,
): ErrorText {
	if (code === NOT_A_HEADER) {
		return {
			message: `The API key of ${name} has a character that can’t be part of a key`,
			description: `Nothing was sent. When a key is copied, a character such as “…” or one that can’t be seen can come along. Paste the key again in the credential: it is ${whereIsTheKey}.`,
		};
	}
	if (UNTRUSTED.test(code)) {
		return {
			message: `The certificate of ${name} is not trusted`,
			description: `Nothing was sent (${code}). Check the Base URL in the credential: another server, such as a proxy, may answer at this address, or its certificate may have expired.`,
		};
	}
	if (NOT_REACHED.has(code)) {
		return {
			message: `${name} can't be reached`,
			description: `Nothing was sent (${code}). Check the Base URL in the credential, and that n8n may reach this address.`,
		};
	}
	return {
		message: TIMED_OUT.has(code)
			? `${name} did not answer in time`
			: `The connection to ${name} was lost`,
		description: asked.writes
			? unknownOutcome(name, asked)
			: `The request was sent several times, each time without an answer (${code}). Run the workflow again later.`,
	};
}

/** The text for an answer that is not JSON. */
export function noJsonText({ name }: Service, baseUrl: string, asked: Asked): ErrorText {
	const check = `Check the Base URL in the credential (${baseUrl}): the address may be a web page or a proxy.`;
	return {
		message: `${name} answered with something other than data (no JSON)`,
		description: asked.writes ? `${unknownOutcome(name, asked)} ${check}` : check,
	};
}

/**
 * The text for JSON that is not what was expected.
 *
 * @param what what was expected: `a list of leads`
 * @param words what it says instead, if anything
 */
export function unexpectedText(
	{ name }: Service,
	what: string,
	words: string | undefined,
	asked: Asked,
): ErrorText {
	return {
		message: `${name} answered${words ? ` “${words}”` : ''}, but without ${what}`,
		description: asked.writes
			? unknownOutcome(name, asked)
			: 'It was asked several times. Run again later; if it stays, check the Base URL in the credential.',
	};
}

const TO_SPARE_THE_LIMIT = 'Run again later, or let fewer workflows use this API key at a time.';

/**
 * The text for a request that was not sent, because the service asks for a longer wait than the
 * step allows.
 */
export function tooLongText(
	{ name }: Service,
	{ askedMs, waitedMs, patienceMs }: Record<'askedMs' | 'waitedMs' | 'patienceMs', number>,
): ErrorText {
	const hasWaited = waitedMs >= 1000;
	const patience = hasWaited
		? `This request has waited ${inWords(waitedMs)} already, and this step waits ${inWords(patienceMs)} at most.`
		: `This step waits ${inWords(patienceMs)} at most.`;
	return {
		message: `${name} limits how many requests it takes, and asks to wait ${inWords(askedMs)}${hasWaited ? ' more' : ''}`,
		description: `${patience} The request was not carried out. ${TO_SPARE_THE_LIMIT}`,
	};
}

/**
 * The text for a request that was not sent, because other requests took up all the time that it was
 * allowed to wait.
 */
export const tooLateText = ({ name }: Service, patienceMs: number): ErrorText => ({
	message: `${name} is slow to answer, and this request did not get its turn within ${inWords(patienceMs)}`,
	description: `Others were under way all this time, and it was not carried out. ${TO_SPARE_THE_LIMIT}`,
});

/**
 * The text for a 429 to a request that must not be sent again automatically.
 *
 * @param ms how long the user should wait before running it again, in milliseconds
 */
export const refusedOnceText = ({ name }: Service, ms: number): ErrorText => ({
	message: `${name} limits how many requests it takes, and refused this one`,
	description: `Nothing was done by it. To be sure that nothing is done twice, this step does not send it again by itself: run it again in ${inWords(ms)}. Items that follow wait until then.`,
});
