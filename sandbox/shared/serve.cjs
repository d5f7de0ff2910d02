'use strict';

const express = require('express');
const { loadContract, operationIdOf } = require('./contract.cjs');
const { Refusal } = require('./refusal.cjs');

/**
 * @typedef {object} Service
 * @property {'leadProsper'|'prosperStack'} name
 * @property {string} prefix path of its base URL in the sandbox
 * @property {string} contract the OpenAPI document's file
 * @property {Record<string, (req: express.Request) => boolean>} security is the key right?
 * @property {Record<string, (call: Call) => Answer>} operations by operationId
 * @property {{ items: string, cursor: string }} list the keys of a list's answer
 * @property {(refusal: Refusal) => object} errorBody
 * @property {(window: object) => Record<string, string>} limitHeaders on every answer
 * @property {(req: express.Request) => void} [checkRequest] rules that OpenAPI has no words for
 * @property {string} apiKey the one that is right
 * @property {ReturnType<typeof import('./options.cjs').createOptions>} options what `setOptions` may set
 * @property {Record<string, (...args: any[]) => unknown>} controls its part of the handle
 * @property {Record<string, (of?: string) => unknown>} data its collections
 * @property {() => void} reset back to the seed
 *
 * @typedef {{ params: Record<string, string>, path: string, method: string, query: Record<string, any>, body: any, baseUrl: string }} Call
 * @typedef {object} Answer
 * @property {number} [status] 200 by default
 * @property {Record<string, string>} [headers]
 * @property {unknown} [body] JSON
 * @property {string} [text] a plain text in place of JSON
 */

/** Answers leave through `res.locals.deliver`: faults put themselves in its place. */
function prepareAnswer(_req, res, next) {
	res.locals.deliver = (body, text) => {
		if (text !== undefined) return res.type('text/plain').end(text);
		if (body !== undefined) res.setHeader('Content-Type', 'application/json; charset=utf-8');
		return res.end(body === undefined ? undefined : JSON.stringify(body));
	};
	res.json = (body) => {
		res.locals.deliver(body);
		return res;
	};
	next();
}

const logRequests = (service, recorder) => (req, res, next) => {
	const record = {
		at: Date.now(),
		service: service.name,
		method: req.method,
		path: req.path,
		query: req.query,
		headers: { ...req.headers },
		body: undefined,
		status: null,
		operationId: null,
	};
	recorder.requests.push(record);
	res.locals.record = record;
	// Not on 'finish': whoever has read the answer may look at the log at once.
	const { writeHead } = res;
	res.writeHead = (status, ...rest) => {
		record.status = status;
		return writeHead.call(res, status, ...rest);
	};
	next();
};

const limitRate = (service, limit) => (req, res, next) => {
	const window = limit.take(req.headers.authorization ?? '');
	res.set(service.limitHeaders(window));
	if (window.allowed) return next();
	if (window.retryAfter) res.set('Retry-After', String(window.resetSeconds));
	throw new Refusal(429, 'Too many requests');
};

function logBody(req, res, next) {
	res.locals.record.body = req.body;
	next();
}

const checkRequest = (service) => (req, _res, next) => {
	// The contract library takes "/flows/" for "/flows": an empty id would list everything.
	if (req.path.endsWith('/')) throw new Refusal(404, 'Not found', { violation: true });
	service.checkRequest?.(req);
	next();
};

function nameOperation(req, res, next) {
	res.locals.record.operationId = operationIdOf(req);
	next();
}

const carryOut = (service, recorder) => (req, res) => {
	const { operationId } = res.locals.record;
	const {
		status = 200,
		headers = {},
		body,
		text,
	} = service.operations[operationId]({
		params: req.openapi.pathParams,
		path: req.path,
		method: req.method,
		query: req.query,
		body: req.body,
		baseUrl: `${req.protocol}://${req.get('host')}${service.prefix}`,
	});

	const { deliver } = res.locals;
	res.locals.deliver = (checked) => {
		// An answer outside the contract comes back here as a 500.
		if (res.statusCode < 400) recorder.operations[operationId].count++;
		deliver(checked, text);
	};
	res.status(status).set(headers);
	// An answer without a body, or that is a text, has nothing to check.
	if (body === undefined) res.locals.deliver();
	else res.json(body);
};

/** The contract library's and the body parser's errors as refusals of this service. */
function toRefusal(error) {
	if (error instanceof Refusal) return error;
	if (error.status === 401) return new Refusal(401, 'Unauthenticated.');
	// The client gave up, or was killed: nobody's fault, and nobody reads this answer.
	if (error.type === 'request.aborted') return new Refusal(400, error.message);
	const isOurs = error.status === undefined || error.status >= 500;
	if (isOurs) return new Refusal(500, `Sandbox: ${error.message}`, { violation: true });
	// Both services say 422 where the library says 400 (guess).
	const status = error.status === 400 ? 422 : error.status;
	if (status !== 422) return new Refusal(status, error.message, { violation: true });
	/** @type {Record<string, string[]>} */
	const errors = {};
	for (const { path, message } of error.errors ?? []) {
		const field = path.split('/').pop();
		errors[field] = [...(errors[field] ?? []), message];
	}
	return new Refusal(status, error.message, { errors, violation: true });
}

// Express knows an error handler by its four parameters.
const refuse = (service, recorder) => (error, req, res, _next) => {
	const refusal = toRefusal(error);
	if (refusal.violation) {
		recorder.addViolation(service.name, req, `${refusal.status}: ${refusal.message}`);
	}
	if (res.headersSent) return;
	res.status(refusal.status).set(refusal.headers).json(service.errorBody(refusal));
};

/**
 * A service as an Express router: log, rate limit, contract, faults, operation.
 *
 * @param {Service} service
 */
async function serve(service, { recorder, limit, faults }) {
	const contract = await loadContract(service.contract, service.prefix, service.security);
	for (const { operationId, sure } of contract.operations) {
		recorder.knowOperation(service.name, operationId, sure);
	}

	const router = express.Router({ strict: true, caseSensitive: true });
	router.use(
		prepareAnswer,
		logRequests(service, recorder),
		limitRate(service, limit),
		express.json({ limit: '5mb' }),
		express.urlencoded({ extended: false }),
		logBody,
		checkRequest(service),
		...contract.middleware,
		nameOperation,
		faults.middleware(service),
		carryOut(service, recorder),
		refuse(service, recorder),
	);
	return router;
}

module.exports = { serve };
