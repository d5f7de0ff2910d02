/**
 * A stand-in for both services: fast, with a latency and a limit that can be set. It knows only what
 * the bench asks for; the sandbox is the one that is true to the services.
 */
const { once } = require('node:events');
const http = require('node:http');
const { portOf } = require('../n8n/ports.cjs');
const { createLimit } = require('./limit.cjs');
const { createRecords, NEWEST, subscriber } = require('./records.cjs');

const PAGE = 100;

const records = createRecords();

/** Newest first, as the cursor says: the time of the last lead before. */
function leadsPage(query) {
	const leads = records.leads.get(query.get('campaign') ?? '') ?? [];
	const after = query.get('search_after');
	const start = after ? (NEWEST - Number(after)) / 1_000 + 1 : 0;
	const page = leads.slice(start, start + PAGE);
	const isLast = start + PAGE >= leads.length;
	const next = isLast ? 'null' : `"${NEWEST - (start + PAGE - 1) * 1_000}"`;
	return `{"leads":[${page.join(',')}],"search_after":${next}}`;
}

function listPage(items, query) {
	const start = Number(query.get('cursor') || 0);
	const end = start + Number(query.get('limit') ?? 10);
	const next = end < items.length ? `"${end}"` : 'null';
	return `{"data":[${items.slice(start, end).join(',')}],"next_cursor":${next}}`;
}

function leadOf(id) {
	const [, campaign, index] = id.split('-');
	return records.leads.get(campaign)?.[Number(index)];
}

const lists = {
	'/v1/flow_sessions': records.sessions,
	'/v1/subscribers': records.subscribers,
	'/v1/properties': records.properties,
};

/** @returns {string | undefined} the answer as JSON; undefined where there is no such record */
function answer(method, { pathname, searchParams }, body) {
	if (pathname === '/public/campaigns') return records.campaigns;
	if (pathname === '/public/leads') return leadsPage(searchParams);
	if (pathname === '/public/stats') return records.stats;
	if (pathname in lists) return listPage(lists[pathname], searchParams);
	const [id] = pathname.split('/').slice(-1);
	if (pathname.startsWith('/public/lead/')) return leadOf(id);
	if (pathname.startsWith('/v1/subscribers/')) {
		const index = Number(id.split('_')[1]);
		const changed = method === 'PATCH' ? JSON.parse(body).properties.tier : undefined;
		return Number.isInteger(index) ? JSON.stringify(subscriber(index, changed)) : undefined;
	}
	return undefined;
}

async function textOf(request) {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) text += chunk;
	return text;
}

/**
 * Starts it on loopback.
 * @returns {Promise<StandIn>}
 *
 * @typedef {object} Conditions
 * @property {number} latencyMs before each answer
 * @property {Parameters<typeof createLimit>[0]} [limit]
 *
 * @typedef {object} StandIn
 * @property {string} url
 * @property {(conditions: Conditions) => void} begin a run under these conditions: counts from zero
 * @property {() => {requests: number, refused: number}} counts since then
 * @property {() => void} close
 */
async function startStandIn() {
	let latencyMs = 0;
	/** @type {ReturnType<typeof createLimit> | undefined} */
	let limit;
	let requests = 0;
	let refused = 0;

	async function handle(request, response) {
		requests++;
		const turn = limit?.take();
		if (turn && !turn.allowed) refused++;
		const body = await textOf(request);
		if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
		const found = answer(request.method, new URL(request.url, 'http://stand-in'), body);
		const refusal = turn && !turn.allowed && { status: 429, text: '{"error":"Too many requests"}' };
		const { status, text } =
			refusal ||
			(found ? { status: 200, text: found } : { status: 404, text: '{"error":"Not found"}' });
		response.writeHead(status, { 'content-type': 'application/json', ...turn?.headers });
		response.end(text);
	}

	const server = http.createServer((request, response) => {
		handle(request, response).catch((error) => response.writeHead(500).end(error.stack));
	});
	server.listen(0, '127.0.0.1', 1_024);
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${portOf(server)}`,
		begin(conditions) {
			({ latencyMs } = conditions);
			limit = conditions.limit && createLimit(conditions.limit);
			requests = 0;
			refused = 0;
		},
		counts: () => ({ requests, refused }),
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

module.exports = { startStandIn };
