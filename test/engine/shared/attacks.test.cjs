/**
 * Hostile input and hostile answers, through nodes of both services in n8n's engine. Prints a table:
 * the attack, what is expected, and what came.
 */
const { table } = require('../../../demo/table.cjs');
const { createEngine } = require('../support/engine.cjs');
const { startScriptedServer } = require('../support/scriptedServer.cjs');

const KEY = 'key_<that>&"nobody"/may+see';

/** @type {import('../support/engine.cjs').Engine} */
let engine;
/** @type {Awaited<ReturnType<typeof startScriptedServer>>} */
let server;
/** @type {Awaited<ReturnType<typeof startScriptedServer>>} */
let elsewhere;
const rows = [];

beforeAll(async () => {
	[server, elsewhere] = [await startScriptedServer(), await startScriptedServer()];
	engine = await createEngine({ credentials: { key: { apiKey: KEY, baseUrl: server.url } } });
});

afterAll(() => {
	for (const each of [server, elsewhere]) each.close();
	engine.close();
	process.stdout.write(`${table(['attack', 'expected', 'came'], rows)}\n\n`);
});

/**
 * A row of the table.
 * @param {string} name
 * @param {string} expected
 * @param {() => Promise<string>} came what came, in the words of `expected`
 */
const attack = (name, expected, came) =>
	test(name, async () => {
		const row = { attack: name, expected, came: 'an error of the test' };
		rows.push(row);
		row.came = await came();
		expect(row.came).toBe(expected);
	});

const credentials = {
	leadProsperApi: { id: 'key', name: 'key' },
	prosperStackApi: { id: 'key', name: 'key' },
};
const run = (type, parameters, options = {}) =>
	engine.runNode(type, parameters, { credentials, ...options });

const pick = (mode, value) => ({ __rl: true, mode, value });
const getSubscriber = (by) =>
	run('prosperStack', { resource: 'subscriber', operation: 'get', subscriberId: by });
const getLead = (leadId) => run('leadProsper', { resource: 'lead', operation: 'get', leadId });
const getSubscribers = () =>
	run('prosperStack', { resource: 'subscriber', operation: 'getAll', returnAll: true });

const REFUSED = 'refused, nothing sent';
const ENCODED = 'sent as one part of the path';
const AS_IT_IS = 'put out as it is';

/** An answer as text, so that it can have keys that a literal can't have. */
const json = (text) => ({ headers: { 'content-type': 'application/json' }, body: text });

describe('an ID', () => {
	/** @type {[name: string, id: any, expected: string][]} */
	const ids = [
		['empty', ' ', REFUSED],
		['a dot', '.', REFUSED],
		['two dots', '..', REFUSED],
		['a list', ['a', 'b'], REFUSED],
		['an object', { id: 'a' }, REFUSED],
		['half a character', 'a\ud800', REFUSED],
		['another path', '../../campaigns', ENCODED],
		['dots, encoded', '%2e%2e%2fcampaigns', ENCODED],
		['a backslash', '..\\campaigns', ENCODED],
		['a query', 'a?limit=100', ENCODED],
		['a fragment', 'a#b', ENCODED],
		['a header', 'a\r\nX-Evil: 1', ENCODED],
		['a NUL', 'a\u0000b', ENCODED],
		['another address', '//evil.example/a', ENCODED],
		['__proto__', '__proto__', ENCODED],
		['HTML', '<img src=x onerror=alert(1)>', ENCODED],
	];
	for (const [name, id, expected] of ids) {
		attack(`an ID: ${name}`, expected, async () => {
			const outcomes = [];
			/** @type {[folder: string, get: () => Promise<any>][]} */
			const lookUps = [
				['/subscribers/', () => getSubscriber(pick('id', id))],
				['/public/lead/', () => getLead(id)],
			];
			for (const [folder, get] of lookUps) {
				server.answer((request) => ({ body: { id, asked: request.url } }));
				const { error } = await get();
				const [sent, ...more] = server.requests();
				if (!sent) outcomes.push(/ is |ID/.test(error.message) ? REFUSED : error.message);
				else if (sent.url === folder + encodeURIComponent(id) && more.length === 0) {
					outcomes.push(sent.headers['x-evil'] ?? ENCODED);
				} else outcomes.push(`asked for ${sent.url}`);
			}
			return [...new Set(outcomes)].join(', ');
		});
	}
});

describe('an e-mail address', () => {
	const ASKED = 'asked for exactly this one';
	const emails = [
		['a plus', 'ada+n8n@example.org', ASKED],
		['further parameters', 'a@b.example&limit=100&status=x', ASKED],
		['a fragment', 'a@b.example#c', ASKED],
		['a percent sign', '100%@b.example', ASKED],
		['SQL', "a@b.example' OR '1'='1", ASKED],
		['a header', 'a@b.example\r\nX-Evil: 1', ASKED],
		['brackets', 'a[]@b.example', ASKED],
		['half a character', 'a\ud800@b.example', REFUSED],
	];
	for (const [name, email, expected] of emails) {
		attack(`an e-mail address: ${name}`, expected, async () => {
			const found = { id: 's1', email };
			server.answer({ body: { data: [found], next_cursor: null } });
			const { error, items } = await getSubscriber(pick('email', email));
			const [sent] = server.requests();
			if (!sent) return / is |Email/.test(error.message) ? REFUSED : error.message;
			const { searchParams } = new URL(sent.url, server.url);
			const isThis = searchParams.get('email') === email && items[0]?.[0]?.id === 's1';
			return isThis && [...searchParams.keys()].sort().join() === 'email,limit'
				? ASKED
				: `asked for ${sent.url}`;
		});
	}
});

describe('a cursor in an answer', () => {
	const FOLLOWED = 'sent as the cursor, and nothing else';
	/** @type {[name: string, cursor: any, expected: string][]} */
	const cursors = [
		['further parameters', '&limit=1&email=x', FOLLOWED],
		['another address', 'http://evil.example/', FOLLOWED],
		['a path', '../../campaigns', FOLLOWED],
		['__proto__', '__proto__', FOLLOWED],
		['an object', { a: 1 }, 'refused: ProsperStack answered, but without a list'],
		['1 MB', 'x'.repeat(1_000_000), 'refused: ProsperStack answered with HTTP 431'],
	];
	for (const [name, cursor, expected] of cursors) {
		attack(`a cursor: ${name}`, expected, async () => {
			server.answer(({ url }) => ({
				body: url.includes('cursor=')
					? { data: [{ id: 'b' }], next_cursor: null }
					: { data: [{ id: 'a' }], next_cursor: cursor },
			}));
			const { error, items } = await getSubscribers();
			if (error) return `refused: ${error.message}`;
			const [, second] = server.requests();
			const { pathname, searchParams } = new URL(second.url, server.url);
			const asked = JSON.stringify([pathname, ...searchParams]);
			const wanted = JSON.stringify(['/subscribers', ['cursor', cursor], ['limit', '100']]);
			return asked === wanted && items[0].length === 2 ? FOLLOWED : `asked ${asked}`;
		});
	}
});

describe('the key of a property', () => {
	const SENT = 'sent under its own name';
	for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
		// n8n itself drops the first of them, from parameters and from requests.
		const expected = key === '__proto__' ? REFUSED : SENT;
		/** The mapper's value as n8n reads it from a saved workflow. */
		const properties = { mappingMode: 'defineBelow', value: JSON.parse(`{"${key}":"gold"}`) };
		const update = (options) => {
			server.answer(
				{ body: { data: [{ id: 'p', key, name: key, type: 'text' }], next_cursor: null } },
				(request) => json(`{"id":"s1","properties":[],"asked":${JSON.stringify(request.body)}}`),
			);
			return run('prosperStack', {
				resource: 'subscriber',
				operation: 'update',
				subscriberId: pick('id', 's1'),
				...options,
			});
		};
		attack(`a property: ${key}, set`, expected, async () => {
			const { error } = await update({ properties });
			const sent = server.requests().find(({ method }) => method === 'PATCH');
			if (!sent) return error ? REFUSED : 'lost without a word';
			return sent.body === `{"properties":{"${key}":"gold"}}` ? SENT : sent.body;
		});
		attack(`a property: ${key}, cleared`, expected, async () => {
			const { error } = await update({ options: { clearProperties: [key] } });
			const sent = server.requests().find(({ method }) => method === 'PATCH');
			if (!sent) return error ? REFUSED : 'lost without a word';
			return sent.body === `{"properties":{"${key}":null}}` ? SENT : sent.body;
		});
	}
	attack('a property of the type “constructor”', 'sent as it is', async () => {
		server.answer(
			{
				body: { data: [{ id: 'p', key: 'a', name: 'a', type: 'constructor' }], next_cursor: null },
			},
			{ body: { id: 's1', properties: [] } },
		);
		await run('prosperStack', {
			resource: 'subscriber',
			operation: 'update',
			subscriberId: pick('id', 's1'),
			properties: { mappingMode: 'defineBelow', value: { a: 'gold' } },
		});
		const sent = server.requests().find(({ method }) => method === 'PATCH');
		return sent?.body === '{"properties":{"a":"gold"}}' ? 'sent as it is' : String(sent?.body);
	});
});

describe('an answer', () => {
	attack('an answer with __proto__ and constructor', AS_IT_IS, async () => {
		const text = '{"id":"a","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
		server.answer(json(text));
		const { items } = await getSubscriber(pick('id', 'a'));
		if ('polluted' in {}) return 'every object has it';
		return items[0][0].constructor.prototype.polluted === 1 ? AS_IT_IS : JSON.stringify(items);
	});

	attack('an answer with 10 MB in one field', AS_IT_IS, async () => {
		const note = 'x'.repeat(10_000_000);
		server.answer({ body: { data: [{ id: 'a', note }], next_cursor: null } });
		const { items } = await getSubscribers();
		return items[0]?.[0]?.note === note ? AS_IT_IS : 'something else';
	});

	attack('a refusal with 10 MB of words', 'an error of less than 2,000 characters', async () => {
		server.answer({ status: 422, body: { message: 'No! '.repeat(2_500_000) } });
		const { error } = await getLead('a');
		const { length } = JSON.stringify([error.message, error.description]);
		const isClear = error.message.startsWith('No! No!') && length < 2_000;
		return isClear ? 'an error of less than 2,000 characters' : `${length} characters`;
	});

	attack('5,000 levels of lists', 'an error, or put out as it is', async () => {
		server.answer(json(`{"id":"a","deep":${'['.repeat(5_000)}${']'.repeat(5_000)}}`));
		const { error, items } = await getLead('a');
		const isOver = error !== undefined || items[0]?.[0]?.id === 'a';
		return isOver ? 'an error, or put out as it is' : 'nothing';
	});

	attack('HTML in a name that a list shows', 'a name, and nothing more', async () => {
		const name = '<img src=x onerror=alert(1)>';
		server.answer({ body: { data: [{ id: 'f1', name }], next_cursor: null } });
		const { results } = await engine.callMethod(
			'listSearch',
			'searchFlows',
			'prosperStack',
			{ resource: 'flow', operation: 'get' },
			[],
			{ credentials },
		);
		// n8n's editor shows a name as text; `description` and `url` it would not.
		const wanted = JSON.stringify([{ name, value: 'f1' }]);
		return JSON.stringify(results) === wanted
			? 'a name, and nothing more'
			: JSON.stringify(results);
	});

	attack('a key repeated in HTML, URL, JSON and Base64', 'hidden in all of them', async () => {
		const spellings = [
			KEY,
			encodeURIComponent(KEY),
			KEY.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
			Buffer.from(KEY).toString('base64'),
			Buffer.from(`${KEY}:`).toString('base64'),
			Buffer.from(KEY).toString('base64url'),
			JSON.stringify(KEY).slice(1, -1),
		];
		server.answer({ status: 401, body: { message: spellings.join(' and '), error: spellings[0] } });
		const { error } = await getLead('a');
		const shown = spellings.filter((spelling) => JSON.stringify(error).includes(spelling));
		return shown.length === 0 ? 'hidden in all of them' : `shows ${shown.join(', ')}`;
	});
});

describe('a redirect', () => {
	const STAYS = 'not followed, the key stays';
	const acts = {
		'a read': () => getLead('a'),
		'a write': () =>
			run('prosperStack', {
				resource: 'webhook',
				operation: 'create',
				url: 'https://example.org/hook',
				events: ['flow_session_completed'],
			}),
	};
	for (const status of [301, 302, 303, 307, 308]) {
		for (const [what, act] of Object.entries(acts)) {
			attack(`${status} to another host, of ${what}`, STAYS, async () => {
				elsewhere.answer({ body: { id: 'a' } });
				const location = elsewhere.url.replace('127.0.0.1', 'localhost');
				server.answer({ status, headers: { location: `${location}/stolen` }, body: {} });
				const { error } = await act();
				if (elsewhere.requests().length > 0) return 'the other host was asked';
				const isTold = error?.description.includes('on to another address');
				const isHidden = !JSON.stringify(error).includes(KEY);
				return isTold && isHidden ? STAYS : JSON.stringify(error);
			});
		}
	}
});
