'use strict';

const { parseArgs } = require('node:util');
const express = require('express');
const { createLeadProsper } = require('./leadprosper/service.cjs');
const { createProsperStack } = require('./prosperstack/service.cjs');
const { createClock } = require('./shared/clock.cjs');
const { controlRouter, PREFIX } = require('./shared/control.cjs');
const { createDeliveries } = require('./shared/deliveries.cjs');
const { createFaults } = require('./shared/faults.cjs');
const { createRateLimit } = require('./shared/rateLimit.cjs');
const { createRecorder } = require('./shared/recorder.cjs');
const { serve } = require('./shared/serve.cjs');

const LOOPBACK = '127.0.0.1';

/**
 * Starts both services as one process on loopback.
 *
 * @param {object} [options]
 * @param {number} [options.port] 0 = any free one
 * @param {string} [options.today] ISO date or time at which the seed data ends and the sandbox's
 * clock starts; the real time by default
 * @param {{ limit?: number, windowMs?: number, retryAfter?: boolean }} [options.rateLimit] of each
 * service; 100 requests in 60 s by default
 * @param {(line: string) => void} [options.log] told of each request
 */
async function startSandbox({ port = 0, today, rateLimit, log } = {}) {
	const clock = createClock(today);
	const recorder = createRecorder();
	const faults = createFaults();
	const deliveries = createDeliveries();
	const leadProsper = createLeadProsper(clock, deliveries);
	const prosperStack = createProsperStack(clock, deliveries);
	/** @type {import('./shared/serve.cjs').Service[]} */
	const services = [leadProsper, prosperStack];
	const limits = Object.fromEntries(services.map(({ name }) => [name, createRateLimit()]));
	for (const limit of Object.values(limits)) limit.reset(rateLimit);

	const functions = {
		requests: () => recorder.requests,
		violations: () => recorder.violations,
		operations: () => recorder.operations,
		clearRequests() {
			recorder.requests.length = 0;
		},
		fault: faults.add,
		clearFaults: faults.clear,
		setRateLimit({ service, ...settings }) {
			for (const name of service ? [service] : Object.keys(limits)) limits[name].set(settings);
		},
		/** @param {Record<string, unknown>} options of either service, or of both */
		setOptions(options) {
			for (const [key, value] of Object.entries(options)) {
				const knowing = services.filter((service) => service.options.knows(key));
				if (knowing.length === 0) throw new Error(`No option "${key}"`);
				for (const service of knowing) service.options.set(key, value);
			}
		},
		setClock: clock.set,
		deliver: (delivery) => deliveries.deliver(delivery),
		deliveries: () => deliveries.attempts,
		clearDeliveries: deliveries.clear,
		/** Back to how it was at the start. */
		reset() {
			clock.reset();
			faults.clear();
			recorder.clear();
			deliveries.clear();
			for (const limit of Object.values(limits)) limit.reset(rateLimit);
			for (const service of services) service.reset();
		},
		...leadProsper.controls,
		...prosperStack.controls,
	};
	const data = { ...leadProsper.data, ...prosperStack.data };

	const app = express();
	app.disable('x-powered-by');
	app.disable('etag');
	app.enable('strict routing');
	app.enable('case sensitive routing');
	if (log) {
		app.use((req, res, next) => {
			res.on('close', () => log(`${req.method} ${req.originalUrl} ${res.statusCode}`));
			next();
		});
	}
	app.use(PREFIX, controlRouter(functions, data));
	for (const service of services) {
		const limit = limits[service.name];
		app.use(service.prefix, await serve(service, { recorder, limit, faults }));
	}
	app.use((req, res) => {
		recorder.addViolation(null, req, '404: below no service');
		res.status(404).json({ error: 'Not found', message: 'Not found' });
	});

	const server = await new Promise((resolve, reject) => {
		const listening = app.listen(port, LOOPBACK, (error) =>
			error ? reject(error) : resolve(listening),
		);
	});
	const url = `http://${LOOPBACK}:${server.address().port}`;
	const access = ({ prefix, apiKey }) => ({ baseUrl: url + prefix, apiKey });

	return {
		url,
		leadProsper: access(leadProsper),
		prosperStack: access(prosperStack),
		data,
		...functions,
		/** Ends the process's server; requests that hang are cut. */
		close: () =>
			new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			}),
	};
}

function fail(error) {
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
}

async function main() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '4010' },
			today: { type: 'string' },
			verbose: { type: 'boolean', default: false },
		},
	});
	const say = (line) => process.stdout.write(`${line}\n`);
	const sandbox = await startSandbox({
		port: Number(values.port),
		today: values.today,
		log: values.verbose ? say : undefined,
	});
	say(`Lead Prosper  ${sandbox.leadProsper.baseUrl}  key ${sandbox.leadProsper.apiKey}`);
	say(`ProsperStack  ${sandbox.prosperStack.baseUrl}  key ${sandbox.prosperStack.apiKey}`);
	say(`Control       ${sandbox.url}${PREFIX}/`);
	for (const signal of ['SIGINT', 'SIGTERM']) {
		process.once(signal, () => {
			sandbox.close().then(() => process.exit(0), fail);
		});
	}
}

if (require.main === module) {
	main().catch(fail);
}

/** @typedef {Awaited<ReturnType<typeof startSandbox>>} Sandbox */

module.exports = { startSandbox };
