import type { ErrorText } from '../errors';
import { inWords } from './durations';
import type { Service } from './service';

/** What a request was about, for messages. */
export interface Asked {
	/** What a 404 is about: `campaign 21624`. */
	subject?: string;
	/** Where to see whether a write was carried out. Default: the subject. */
	lookAt?: string;
	/** What a write does: `the lead was taken`. Default: the change was made. */
	effect?: string;
	/** The key that was sent, where it is not the credential's own API key. */
	key?: KeyWords;
	writes: boolean;
}

/** A key other than the API key of the account. */
export interface KeyWords {
	/** `the supplier’s key` */
	name: string;
	/** What to do when the service does not take it. */
	advice: string;
}

/** An answer that came, but is a refusal. */
export function refusalText(
	service: Service,
	status: number,
	body: unknown,
	asked: Asked,
): ErrorText {
	const words = service.errorText(body);
	const advice = adviceFor(service, status, asked);
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
	if (key) {
		const refusal = status === 401 ? `does not accept` : 'does not allow this with';
		return `${name} ${refusal} ${key.name}. ${key.advice}`;
	}
	return status === 401
		? `${name} does not accept the API key. Check it in the credential: ${whereIsTheKey}.`
		: `${name} does not allow this with this API key. Check that the account and its plan include it.`;
}

function notFoundAdvice({ name }: Service, { subject, key }: Asked): string {
	if (!subject) {
		return `${name} has nothing at this address. Check the Base URL in the credential.`;
	}
	return key
		? `${name} knows no ${subject}. Check the IDs. ${key.advice}`
		: `${name} knows no ${subject} in the account of this API key. Check the ID, and that the key belongs to the right account (live and test data are apart).`;
}

/** The request went out, and whether it was carried out can't be known. */
export const unknownOutcome = (
	name: string,
	{ subject = 'the record', lookAt = subject, effect = 'the change was made' }: Asked,
) =>
	`It is not known whether ${effect}, and it was not sent again, so that nothing is done twice. Look at ${lookAt} in ${name} before you run this again.`;

const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);
/** The connection was never made, so the service has seen nothing. */
const NOT_REACHED = new Set([
	'ENOTFOUND',
	'ECONNREFUSED',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);
/** Node refuses to put the key into a header, before it opens a connection. */
const NOT_A_HEADER = 'ERR_INVALID_CHAR';
/** Node's codes for a certificate; the connection is dropped before the request goes over it. */
const UNTRUSTED =
	/^(CERT_|UNABLE_TO_|ERR_TLS_CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|INVALID_CA)/;

/** Why no answer came is a matter of the settings: it comes to the same each time. */
export const isLasting = (code: string) => code === NOT_A_HEADER || UNTRUSTED.test(code);

/** No answer came. @param code Node's, such as ECONNRESET */
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

export function noJsonText({ name }: Service, baseUrl: string, asked: Asked): ErrorText {
	const check = `Check the Base URL in the credential (${baseUrl}): the address may be a web page or a proxy.`;
	return {
		message: `${name} answered with something other than data (no JSON)`,
		description: asked.writes ? `${unknownOutcome(name, asked)} ${check}` : check,
	};
}

/** @param what was expected: `a list of leads` */
export function unexpectedText({ name }: Service, what: string, asked: Asked): ErrorText {
	return {
		message: `${name} answered, but without ${what}`,
		description: asked.writes
			? unknownOutcome(name, asked)
			: 'It was asked several times. Run again later; if it stays, check the Base URL in the credential.',
	};
}

const TO_SPARE_THE_LIMIT = 'Run again later, or let fewer workflows use this API key at a time.';

/** The wait that a service asks for is longer than the step can wait. */
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

export const tooLateText = ({ name }: Service, patienceMs: number): ErrorText => ({
	message: `${name} is slow to answer, and this request did not get its turn within ${inWords(patienceMs)}`,
	description: `Others were under way all this time, and it was not carried out. ${TO_SPARE_THE_LIMIT}`,
});

/** After a 429, where the request may not go again. */
export const refusedOnceText = ({ name }: Service, ms: number): ErrorText => ({
	message: `${name} limits how many requests it takes, and refused this one`,
	description: `Nothing was done by it. To be sure that nothing is done twice, this step does not send it again by itself: run it again in ${inWords(ms)}. Items that follow wait until then.`,
});
