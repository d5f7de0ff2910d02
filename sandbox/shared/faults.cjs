'use strict';

/** A whole answer that is not the operation's. */
function sendRaw(res, status, headers, body) {
	// A fault carries the headers it was given and no others: not even the rate limit's.
	for (const name of res.getHeaderNames()) res.removeHeader(name);
	res.statusCode = status;
	for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
	res.end(body);
}

const HTML =
	'<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon</body></html>';
const HALF_A_BODY = '{"data":[{"id":"';

/** Faults that take the answer's place: they need no answer of the operation. */
const replacements = {
	status(res, { status = 500, headers = {}, body = '' }) {
		const isText = typeof body === 'string';
		const type = isText ? {} : { 'Content-Type': 'application/json' };
		sendRaw(res, status, { ...type, ...headers }, isText ? body : JSON.stringify(body));
	},
	html(res, { status = 200 }) {
		sendRaw(res, status, { 'Content-Type': 'text/html; charset=utf-8' }, HTML);
	},
	reset(res) {
		res.socket.resetAndDestroy();
	},
	hang() {},
	truncate(res) {
		res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1000 });
		res.write(HALF_A_BODY, () => res.socket.destroy());
	},
};

/** Faults that change the operation's own answer: it is carried out in any case. */
const changes = {
	notAList(body, _fault, list) {
		if (Array.isArray(body)) return {};
		const { [list.items]: _items, ...rest } = body;
		return rest;
	},
	emptyList(body, _fault, list) {
		if (Array.isArray(body)) return [];
		return list.items in body ? { ...body, [list.items]: [], [list.cursor]: null } : body;
	},
	nextCursor(body, fault, list) {
		return { ...body, [list.cursor]: fault.value };
	},
};

const KINDS = [...Object.keys(replacements), ...Object.keys(changes), 'delay'];

/**
 * Faults in the order in which they were asked for; the first that fits a request is used.
 *
 * @typedef {object} Fault
 * @property {string} kind status, html, reset, hang, truncate, notAList, emptyList, nextCursor or delay
 * @property {'leadProsper'|'prosperStack'} [service]
 * @property {string} [method]
 * @property {string} [path] source of a regular expression, tested on the URL below the service's
 * base URL, with its query
 * @property {number} [times] how many requests it hits; 1 by default
 * @property {number} [skip] how many fitting requests pass before
 * @property {boolean} [applied] the operation is carried out before the fault hides its answer
 * @property {number} [status] of `status` and `html`
 * @property {Record<string, string>} [headers] of `status`
 * @property {unknown} [body] of `status`: JSON, or a text sent as it is
 * @property {unknown} [value] of `nextCursor`
 * @property {number} [ms] of `delay`; of `hang`: answer after all
 */
function createFaults() {
	/** @type {(Fault & Required<Pick<Fault, 'times' | 'skip' | 'applied'>>)[]} */
	let faults = [];

	/** @param {Fault} fault */
	function add(fault) {
		if (!KINDS.includes(fault.kind)) {
			throw new Error(`Unknown fault "${fault.kind}": use one of ${KINDS.join(', ')}`);
		}
		faults.push({ times: 1, skip: 0, applied: false, ...fault });
	}

	const fits = (fault, service, req) =>
		(fault.service === undefined || fault.service === service) &&
		(fault.method === undefined || fault.method.toUpperCase() === req.method) &&
		(fault.path === undefined || new RegExp(fault.path).test(req.url));

	function take(service, req) {
		for (const fault of faults) {
			if (!fits(fault, service, req)) continue;
			if (fault.skip > 0) {
				fault.skip--;
				continue;
			}
			if (--fault.times === 0) faults = faults.filter((other) => other !== fault);
			return fault;
		}
		return undefined;
	}

	/** Express middleware that lets the faults of `service` happen. */
	const middleware = (service) => (req, res, next) => {
		const fault = take(service.name, req);
		if (!fault) return next();
		const { deliver } = res.locals;

		if (fault.kind in changes) {
			res.locals.deliver = (body) => deliver(changes[fault.kind](body, fault, service.list));
			return next();
		}
		if (fault.ms !== undefined) {
			if (!fault.applied) return setTimeout(next, fault.ms);
			res.locals.deliver = (body) => setTimeout(deliver, fault.ms, body);
			return next();
		}
		if (!fault.applied) return replacements[fault.kind](res, fault);
		res.locals.deliver = () => replacements[fault.kind](res, fault);
		return next();
	};

	return {
		add,
		middleware,
		clear() {
			faults = [];
		},
	};
}

module.exports = { createFaults };
