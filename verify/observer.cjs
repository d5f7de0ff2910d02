'use strict';

const { once } = require('node:events');
const { setTimeout: sleep } = require('node:timers/promises');
const express = require('express');
const { portOf } = require('../n8n/ports.cjs');
const { answerCheck } = require('../sandbox/shared/contract.cjs');

const MINUTE = 60_000;

/** Of a connection, and not of what it carries; or no longer true of an answer that was unpacked. */
const NOT_FORWARDED = [
	'connection',
	'content-encoding',
	'content-length',
	'host',
	'keep-alive',
	'transfer-encoding',
];

const forwarded = (headers) =>
	Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_FORWARDED.includes(name)));

/** Waits so that no minute has more requests than that. */
function createPace(perMinute) {
	/** @type {number[]} when the latest ones went out */
	const sent = [];
	return async () => {
		while (sent.length >= perMinute) {
			const wait = sent[0] + MINUTE - Date.now();
			if (wait <= 0) sent.shift();
			else await sleep(wait);
		}
		sent.push(Date.now());
	};
}

function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** @type {Map<string, ReturnType<typeof answerCheck>>} by contract: it takes long to make */
const checks = new Map();

/** The check of the answers; it tells the observer that the request came through. */
function checkOf(contract) {
	const known = checks.get(contract);
	if (known) return known;
	const check = answerCheck(contract, ({ message }, _body, req) =>
		req.app.locals.deviation(req, req.res?.statusCode, message),
	);
	checks.set(contract, check);
	return check;
}

/**
 * Stands between the nodes and a service, on this machine only: it hands every request on, remembers
 * what was answered, and checks that against the contract.
 *
 * @param {object} options
 * @param {string} options.baseUrl of the service
 * @param {string} options.contract the OpenAPI document's file
 * @param {number} options.perMinute how many requests the service allows
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Record<string, string>} headers
 * @property {any} body its JSON; undefined where there is none
 */
async function startObserver({ baseUrl, contract, perMinute }) {
	const turn = createPace(perMinute);
	/** @type {Answer[]} */
	const answers = [];
	/** @type {Set<string>} */
	const deviations = new Set();

	/** The path as the contract has it: the address itself may name a record. */
	const routeOf = (req) => `${req.method} ${req.openapi?.openApiRoute ?? 'an address'}`;

	function deviation(req, status, reason) {
		// Places in lists say nothing.
		const text = reason.replace(/\/\d+(?=\/|\s|$)/g, '/*');
		deviations.add(`${routeOf(req)}, status ${status}: ${text}`);
	}

	async function forward(req, res) {
		await turn();
		const hasBody = req.method !== 'GET' && req.body?.length > 0;
		const answer = await fetch(baseUrl + req.url, {
			method: req.method,
			headers: forwarded(req.headers),
			body: hasBody ? req.body : undefined,
			redirect: 'manual',
		});
		const text = await answer.text();
		const headers = forwarded(Object.fromEntries(answer.headers));
		const body = parsed(text);
		answers.push({ status: answer.status, headers, body });
		res.status(answer.status).set(headers);
		res.locals.send = () => res.end(text);
		if (body !== undefined) return void res.json(body);
		if (text !== '' && !headers['content-type']?.startsWith('text/plain')) {
			deviation(req, answer.status, 'the answer is no JSON');
		}
		res.locals.send();
	}

	const app = express();
	app.disable('x-powered-by');
	app.disable('etag');
	app.use((_req, res, next) => {
		// The check calls it with what it has seen; what was answered goes out as it came.
		res.json = () => {
			res.locals.send();
			return res;
		};
		next();
	});
	app.use(express.raw({ type: () => true, limit: '5mb' }));
	app.locals.deviation = deviation;
	app.use(...(await checkOf(contract)));
	app.use(forward);
	// Express knows an error handler by its four parameters. No answer is what the service gave.
	app.use((_error, req, _res, _next) => req.socket.destroy());

	const server = app.listen(0, '127.0.0.1');
	await once(server, 'listening');

	return {
		url: `http://127.0.0.1:${portOf(server)}`,
		answers,
		deviations,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

module.exports = { startObserver };
