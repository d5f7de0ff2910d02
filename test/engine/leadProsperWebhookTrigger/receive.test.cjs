const { idsOf, sleep, TYPE, webhookTriggerTests } = require('./support.cjs');

const lp = webhookTriggerTests();

const RECEIVED = '{"received":true}';
const received = { status: 200, answer: RECEIVED, ms: expect.any(Number) };
const tryAgain = { status: 503, answer: '{"received":false}', ms: expect.any(Number) };
const FORM = 'application/x-www-form-urlencoded';

describe('one lead', () => {
	test('is read back and put out as Lead: Get does', async () => {
		const { host } = await lp.active();
		const { id } = await lp.lead();
		expect(lp.reads()).toBe(1);
		expect(host.executions).toEqual([[await lp.leadAsGet(id)]]);
		expect(lp.sandbox.deliveries()).toEqual([
			expect.objectContaining({ status: 200, body: RECEIVED }),
		]);
	});

	test('what the body says does not matter, only its ID', async () => {
		const { host } = await lp.active();
		const id = lp.unposted({ status: 'ERROR' });
		const body = { lead_id: id, id: 'other', status: 'ACCEPTED', revenue: 1000 };
		expect(await lp.post(host, body)).toEqual(received);
		expect(host.items()).toEqual([await lp.leadAsGet(id)]);
	});

	/** @type {[what: string, field: string, post: object][]} */
	const bodies = [
		['a form', 'lead_id', { format: 'form' }],
		['another field', 'theId', { body: '{"theId": "{{lp_lead_id}}"}' }],
		['a field within another', 'a.b.id', { body: '{"a": {"b": {"id": "{{lp_lead_id}}"}}}' }],
		['a name with dots', 'a.id', { body: '{"a.id": "{{lp_lead_id}}", "a": {"id": "x"}}' }],
		['brackets in a form', 'lead[id]', { format: 'form', body: 'lead[id]={{lp_lead_id}}' }],
		['a list', '0.id', { body: '[{"id": "{{lp_lead_id}}"}]' }],
		['spaces around', ' lead_id ', { body: '{"lead_id": " {{lp_lead_id}} "}' }],
	];
	test.each(bodies)('its ID is in %s', async (_what, leadIdField, post) => {
		const { host } = await lp.active({ leadIdField }, post);
		const { id } = await lp.lead();
		expect(idsOf(host.items())).toEqual([id]);
	});

	test('its ID is a number', async () => {
		const { host } = await lp.active();
		const id = lp.unposted({ id: '123456' });
		await lp.post(host, { lead_id: 123456 });
		expect(idsOf(host.items())).toEqual([id]);
	});

	test('no field is chosen: an error that says so', async () => {
		const { host } = await lp.active({ leadIdField: '' });
		const { status, answer } = await lp.post(host, { lead_id: 'x' });
		expect({ status, answer }).toEqual({
			status: 500,
			answer: expect.stringContaining('Lead ID Field is empty'),
		});
	});
});

describe('once for each lead and status', () => {
	test('copies, one after another and at the same moment, start nothing', async () => {
		const { host } = await lp.active();
		const { id } = await lp.lead({ status: 'ERROR' });
		expect(await lp.post(host, { lead_id: id })).toEqual(received);
		const other = lp.unposted();
		const copies = Array.from({ length: 10 }, () => lp.post(host, { lead_id: other }));
		expect(await Promise.all(copies)).toEqual(copies.map(() => received));
		expect(idsOf(host.items())).toEqual([id, other]);
	});

	test('several triggers of the campaign for one lead', async () => {
		const { host } = await lp.active({}, { rule: 'postAccepted' });
		for (const format of ['json', 'form']) {
			lp.sandbox.addCampaignTrigger({ campaignId: 30108, url: host.url, format });
		}
		const { id } = await lp.lead({ status: 'ACCEPTED' });
		expect(lp.sandbox.deliveries()).toHaveLength(3);
		expect(idsOf(host.items())).toEqual([id]);
	});

	test('a lead whose status has changed comes again', async () => {
		const { host } = await lp.active();
		const { id } = await lp.lead({ status: 'ERROR' });
		lp.sandbox.changeLead(id, { status: 'ACCEPTED' });
		await lp.post(host, { lead_id: id });
		await lp.post(host, { lead_id: id });
		expect(host.items().map(({ status }) => status)).toEqual(['ERROR', 'ACCEPTED']);
	});

	test.each([false, true])('after a restart, too; n8n is newer: %s', async (isNewer) => {
		const { host, trigger } = await lp.active();
		host.isNewer = isNewer;
		const { id } = await lp.lead({ status: 'ERROR' });
		await sleep(100);
		trigger.restart();
		await lp.post(host, { lead_id: id });
		expect(host.items()).toHaveLength(1);
		lp.sandbox.changeLead(id, { status: 'ACCEPTED' });
		await lp.post(host, { lead_id: id });
		expect(host.items().map(({ status }) => status)).toEqual(['ERROR', 'ACCEPTED']);
	});

	test('while n8n runs also where the static data got lost', async () => {
		const { host, trigger } = await lp.active();
		const { id } = await lp.lead();
		trigger.loseStaticData();
		await lp.post(host, { lead_id: id });
		expect(host.items()).toHaveLength(1);
	});

	test('leads that come together, and a slow database: all are remembered', async () => {
		const { host, trigger } = await lp.active();
		host.recordMs = 100;
		const ids = Array.from({ length: 20 }, () => lp.unposted());
		await Promise.all(ids.map((id) => lp.post(host, { lead_id: id })));
		host.recordMs = 1;
		expect(idsOf(host.items()).sort()).toEqual([...ids].sort());
		trigger.restart();
		await Promise.all(ids.map((id) => lp.post(host, { lead_id: id })));
		expect(host.items()).toHaveLength(20);
	});

	test('a copy at another process of n8n, a moment later', async () => {
		const { host } = await lp.active();
		await host.addProcess();
		const { id } = await lp.lead();
		await lp.post(host, { lead_id: id });
		await lp.post(host, { lead_id: id });
		expect(idsOf(host.items())).toEqual([id]);
	});

	test('what is remembered is bounded: 40 kB', async () => {
		const { host, trigger } = await lp.active();
		const marks = Array.from({ length: 5_000 }, (_, i) => String(i).padStart(10, '0'));
		trigger.saved = JSON.stringify({ 'node:Node': { handled: marks.join('') } });
		const ids = [lp.unposted(), lp.unposted(), lp.unposted()];
		for (const id of ids) await lp.post(host, { lead_id: id });
		const { handled } = JSON.parse(trigger.saved)['node:Node'];
		expect(handled).toHaveLength(40_000);
		expect(handled.startsWith(marks[1_003])).toBe(true);
		trigger.restart();
		for (const id of ids) await lp.post(host, { lead_id: id });
		expect(idsOf(host.items())).toEqual(ids);
	});
});

describe('forgeries', () => {
	const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;

	/** These are no IDs at all: no request is sent for them. */
	test.each([
		['no ID', { id: 'x' }],
		['an empty ID', { lead_id: '' }],
		['a dot', { lead_id: '.' }],
		['two dots', { lead_id: ' .. ' }],
		['a very long ID', { lead_id: 'e'.repeat(100_000) }],
		['half a character', '{"lead_id": "\\ud800"}'],
		['a line break within', { lead_id: 'a\nb' }],
		['a list', { lead_id: ['a'] }],
		['an object', { lead_id: { toString: 'a' } }],
		['true', { lead_id: true }],
		['null', { lead_id: null }],
		['nothing', {}],
		['an array', [{ lead_id: 'x' }]],
		['a text', 'hello'],
		['the prototype', '{"__proto__": {"lead_id": "x"}}'],
		['deep nesting', deep],
		['16 MB', { lead_id: '', more: 'e'.repeat(16_000_000) }],
	])('%s: starts nothing, asks nothing, and is answered like any other', async (_what, body) => {
		const { host, trigger } = await lp.active();
		const before = trigger.saved;
		expect(await lp.post(host, body)).toEqual(received);
		expect(host.executions).toEqual([]);
		expect(lp.reads()).toBe(0);
		expect(trigger.saved).toBe(before);
		expect(lp.warnings).toEqual([
			'“Node”: A post had no lead ID in the field “lead_id” of its body',
		]);
	});

	test('a field that every object has', async () => {
		const { host } = await lp.active({ leadIdField: 'constructor.name' });
		expect(await lp.post(host, {})).toEqual(received);
		expect(lp.reads()).toBe(0);
	});

	test('unknown leads are looked for, start nothing, and are answered like any other', async () => {
		const { host, trigger } = await lp.active();
		const before = trigger.saved;
		const ids = ['ThisOneIsMadeUp', '../campaigns', '?a=b', 'ü…', '%2e%2e'];
		const posts = ids.map((id) => lp.post(host, { lead_id: id }));
		// A real lead among them, which Lead Prosper's API knows only seconds after its post.
		lp.sandbox.setOptions({ leadVisibleAfterMs: 2_000 });
		const late = lp.lead();
		expect(await Promise.all(posts)).toEqual(posts.map(() => received));
		const { id } = await late;
		expect(idsOf(host.items())).toEqual([id]);
		await host.idle();
		expect(idsOf(host.items())).toEqual([id]);
		expect(JSON.parse(before)['node:Node']).toBeUndefined();
		expect(JSON.parse(trigger.saved)['node:Node'].handled).toHaveLength(10);
		expect(lp.warnings).toEqual([expect.stringMatching(/^“Node”: Lead Prosper knows no lead “/)]);
		expect(lp.reads()).toBe(ids.length * 6 + 3);
	});

	test('a flood of them leaves the rate limit alone', async () => {
		const { host, trigger } = await lp.active();
		const flood = Array.from({ length: 120 }, (_, i) => lp.post(host, { lead_id: `madeUp${i}` }));
		await sleep(3_500);
		expect(lp.reads()).toBe(80);
		await trigger.hook('delete');
		expect(await Promise.all(flood)).toEqual(flood.map(() => tryAgain));
		expect(host.executions).toEqual([]);
	});
});

describe('Lead Prosper can not be read', () => {
	/** @type {[what: string, fault: object][]} */
	const faults = [
		['500', { kind: 'status', status: 500, times: 3 }],
		['401', { kind: 'status', status: 401 }],
		['a web page', { kind: 'html', times: 3 }],
		['a lost connection', { kind: 'reset', times: 3 }],
		['too many requests', { kind: 'status', status: 429, headers: { 'Retry-After': '6' } }],
	];
	test.each(faults)(
		'%s: the sender is to try again, and the lead comes anyhow',
		async (_what, fault) => {
			const { host } = await lp.active();
			lp.sandbox.fault({ path: '^/public/lead/', ...fault });
			const { id } = await lp.lead();
			expect(lp.sandbox.deliveries()).toEqual([
				expect.objectContaining({ status: 503, body: '{"received":false}' }),
			]);
			await host.idle();
			expect(idsOf(host.items())).toEqual([id]);
			expect(await lp.post(host, { lead_id: id })).toEqual(received);
			expect(host.items()).toHaveLength(1);
		},
	);

	test('an unknown lead, and then no answer: the sender is to try again', async () => {
		const { host } = await lp.active();
		lp.sandbox.fault({ kind: 'status', status: 404, path: '^/public/lead/', times: 1 });
		lp.sandbox.fault({ kind: 'status', status: 403, path: '^/public/lead/', times: 1 });
		const id = lp.unposted();
		expect(await lp.post(host, { lead_id: id })).toEqual(tryAgain);
		await host.idle();
		expect(idsOf(host.items())).toEqual([id]);
	});

	test('the workflow is switched off meanwhile: nothing starts, and the log says so', async () => {
		const { host, trigger } = await lp.active();
		lp.sandbox.setOptions({ leadVisibleAfterMs: 60_000 });
		const posting = lp.post(host, { lead_id: lp.unposted() });
		await sleep(500);
		await trigger.hook('delete');
		expect(await posting).toEqual(tryAgain);
		expect(host.executions).toEqual([]);
		expect(lp.warnings).toHaveLength(1);
	});

	test('published again at once: what is under way goes on', async () => {
		const { host, trigger } = await lp.active();
		lp.sandbox.setOptions({ leadVisibleAfterMs: 1_500 });
		const id = lp.unposted();
		const posting = lp.post(host, { lead_id: id });
		await sleep(300);
		await trigger.hook('delete');
		await trigger.activate();
		expect(await posting).toEqual(received);
		expect(idsOf(host.items())).toEqual([id]);
	});
});

describe('without Real Leads Only', () => {
	const off = { realLeadsOnly: false };

	test('the body itself is put out each time, and nothing is asked of Lead Prosper', async () => {
		const body = '{"email": "{{email}}", "lead": "{{lp_lead_id}}"}';
		const { host } = await lp.active(off, { body });
		const { id, lead_data: data } = await lp.lead({ lead_data: { email: 'a@example.com' } });
		expect(host.executions).toEqual([[{ email: data.email, lead: id }]]);
		const copy = { email: 'a@example.com', lead: id };
		expect(await lp.post(host, copy)).toEqual(received);
		expect(await lp.post(host, 'a=1&b=2&b=3', FORM)).toEqual(received);
		expect(await lp.post(host, [1, { two: 2 }])).toEqual(received);
		expect(await lp.post(host, 'hello')).toEqual(received);
		expect(host.items().slice(1)).toEqual([
			copy,
			{ a: '1', b: ['2', '3'] },
			{ body: [1, { two: 2 }] },
			{ body: 'hello' },
		]);
		expect(lp.sandbox.requests()).toEqual([]);
	});

	test('nothing replaces the prototype of an item', async () => {
		const { host } = await lp.active(off);
		await lp.post(host, '{"a": {"__proto__": {"b": 1}, "c": 2}, "__proto__": {"d": 3}}');
		await lp.post(host, '__proto__=1&a=2', FORM);
		expect(host.executions.map(([item]) => JSON.stringify(item))).toEqual([
			'{"a":{"c":2}}',
			'{"a":"2"}',
		]);
	});

	test('what is nested too deep to be recorded is left out', async () => {
		const { host } = await lp.active(off);
		const nested = (depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
		expect(await lp.post(host, nested(50))).toEqual(received);
		expect(await lp.post(host, nested(51))).toEqual(received);
		expect(await lp.post(host, `${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toEqual(received);
		expect(host.executions).toHaveLength(1);
		expect(lp.warnings).toEqual([expect.stringContaining('nested too deep')]);
	});

	test('needs no credential', () => {
		const { description } = lp.engine.nodeTypes.getByNameAndVersion(`n8n-nodes-prosper.${TYPE}`);
		expect(description.credentials).toMatchObject([
			{ displayOptions: { hide: { realLeadsOnly: [false] } } },
		]);
	});

	test.each(['', null, 'off?', {}])('is not what an unclear value means: %j', async (unclear) => {
		const { host } = await lp.active({ realLeadsOnly: unclear });
		await lp.post(host, { made: 'up' });
		expect(host.executions).toEqual([]);
	});
});

describe('a test in the editor', () => {
	async function test1(body, parameters) {
		const trigger = lp.trigger(parameters);
		const { parameters: all, node } = trigger;
		const options = { node, mode: /** @type {const} */ ('manual') };
		return await lp.engine.deliver(TYPE, { body }, all, options);
	}
	const itemsOf = ({ workflowData }) => workflowData?.[0].map(({ json }) => json);

	test('shows the lead, each time, and remembers nothing', async () => {
		const id = lp.unposted();
		for (let i = 0; i < 2; i++) {
			const result = await test1({ lead_id: id });
			expect(itemsOf(result)).toEqual([await lp.leadAsGet(id)]);
			expect(result.staticData).toEqual({});
		}
	});

	test('says what is wrong with the post', async () => {
		const refusals = [
			[{ lead: 'x' }, 'A post had no lead ID in the field “lead_id” of its body'],
			[
				{ lead_id: '{{lp_lead_id}}' },
				'Lead Prosper has put no ID in the place of the short code {{lp_lead_id}}',
			],
			[{ lead_id: 'madeUp' }, 'Lead Prosper knows no lead “madeUp”'],
		];
		for (const [body, message] of refusals) {
			await expect(test1(body)).rejects.toMatchObject({
				message,
				description: expect.stringContaining('field “lead_id”'),
			});
		}
		lp.sandbox.fault({ kind: 'status', status: 401, path: '^/public/lead/' });
		await expect(test1({ lead_id: 'x' })).rejects.toMatchObject({ httpCode: '401' });
	});

	test('shows the body without Real Leads Only', async () => {
		expect(itemsOf(await test1({ a: 1 }, { realLeadsOnly: false }))).toEqual([{ a: 1 }]);
	});
});

test('publishing and unpublishing ask nothing of Lead Prosper', async () => {
	const trigger = lp.trigger();
	for (const method of /** @type {const} */ (['checkExists', 'create', 'delete'])) {
		expect(await trigger.hook(method)).toBe(true);
	}
	expect(lp.sandbox.requests()).toEqual([]);
	expect(trigger.saved).toBe('{}');
});
