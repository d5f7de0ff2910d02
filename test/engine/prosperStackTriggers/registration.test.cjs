const { BOTH, idsOf, sleep, triggerTests } = require('./support.cjs');

const ps = triggerTests();

const URL = 'http://127.0.0.1:5678/webhook/hook-id/webhook';
const TEST_URL = 'http://127.0.0.1:5678/webhook-test/hook-id/webhook';

const all = () => ps.sandbox.data.webhooks();
const own = (url = URL) => all().filter((webhook) => webhook.url === url);
const sent = (operationId) =>
	ps.sandbox.requests().filter((request) => request.operationId === operationId);
const add = (url, events = BOTH) => ps.api('POST', '/webhooks', { url, events });
const fill = async () => {
	while (all().length < 10) await add(`https://example.com/secret-${all().length}`);
	ps.sandbox.clearRequests();
};

describe('activation', () => {
	test('registers one webhook, and the memory begins after what is there', async () => {
		const trigger = ps.trigger({ events: ['flow_session_completed'] });
		const before = all().length;
		await trigger.activate();
		expect(all()).toHaveLength(before + 1);
		expect(own()).toMatchObject([{ events: ['flow_session_completed'] }]);
		const newest = ps.sandbox.data.events().at(-1);
		expect(Object.keys(trigger.memory().seen)).toContain(newest.id);
	});

	test('twenty times, with restarts and without: one webhook', async () => {
		const trigger = ps.trigger();
		for (let i = 0; i < 20; i++) {
			if (i % 3 === 1) await trigger.hook('delete');
			if (i % 3 === 2) trigger.restart();
			await trigger.activate();
			expect(own()).toHaveLength(1);
		}
	});

	test('an existing one is adopted', async () => {
		await add(URL);
		const trigger = ps.trigger();
		expect(await trigger.hook('checkExists')).toBe(true);
		expect(trigger.memory()).toBeDefined();
		await trigger.hook('create');
		expect(own()).toHaveLength(1);
		expect(sent('createWebhook')).toHaveLength(1);
	});

	test('one whose address only begins alike is none', async () => {
		for (const url of [`${URL}2`, `${URL}/`, URL.slice(0, -1), `${URL}?x=1`]) await add(url);
		const trigger = ps.trigger();
		expect(await trigger.hook('checkExists')).toBe(false);
		await trigger.hook('create');
		await trigger.hook('delete');
		expect(own()).toHaveLength(0);
		expect(all().filter(({ url }) => url.startsWith(URL.slice(0, -1)))).toHaveLength(4);
	});

	test('publishing again keeps what was remembered', async () => {
		const trigger = ps.trigger();
		await trigger.activate();
		const [missed] = await ps.miss();
		await trigger.hook('delete');
		trigger.restart();
		await trigger.activate();
		expect(Object.keys(trigger.memory().seen)).not.toContain(missed);
	});

	test('no event chosen', async () => {
		const trigger = ps.trigger({ events: [] });
		await expect(trigger.activate()).rejects.toThrow(/at least one event/);
	});

	test('the list of webhooks is read to its end', async () => {
		await add(URL);
		// A cursor where there is no more: the next page must be asked for.
		const cursor = Buffer.from(`webhooks:${all()[0].id}`).toString('base64url');
		ps.sandbox.fault({ kind: 'nextCursor', value: cursor, path: '^/webhooks' });
		expect(await ps.trigger().hook('checkExists')).toBe(true);
		expect(sent('listWebhooks').map(({ query }) => query)).toEqual([
			{ limit: '100' },
			{ limit: '100', cursor },
		]);
	});

	test('a service that fails is an error that says so', async () => {
		ps.sandbox.fault({ kind: 'status', status: 401, body: { error: 'Unauthorized' } });
		await expect(ps.trigger().activate()).rejects.toThrow('does not accept the API key');
	});
});

describe('other events at the same address', () => {
	const few = ['flow_session_completed'];

	test('the webhook is replaced', async () => {
		await add(URL, few);
		await ps.trigger().activate();
		expect(own()).toMatchObject([{ events: BOTH }]);
	});

	test('fewer events: it is replaced, too', async () => {
		await add(URL);
		await ps.trigger({ events: few }).activate();
		expect(own()).toMatchObject([{ events: few }]);
	});

	test('at the limit of ten too', async () => {
		await add(URL, few);
		await fill();
		await ps.trigger().activate();
		expect(all()).toHaveLength(10);
		expect(own()).toMatchObject([{ events: BOTH }]);
	});

	test.each([405, 501])(
		'DELETE answers %d: adopted, if it has all that is wanted',
		async (status) => {
			ps.sandbox.setOptions({ webhookDeleteStatus: status });
			await add(URL);
			const trigger = ps.trigger({ events: few });
			for (let i = 0; i < 3; i++) await trigger.activate();
			expect(own()).toMatchObject([{ events: BOTH }]);
		},
	);

	test('DELETE answers 405: a second one, if the first lacks something', async () => {
		ps.sandbox.setOptions({ webhookDeleteStatus: 405 });
		await add(URL, few);
		const trigger = ps.trigger();
		for (let i = 0; i < 3; i++) await trigger.activate();
		expect(own().map(({ events }) => events)).toEqual([few, BOTH]);
		ps.sandbox.setOptions({ webhookDeleteStatus: 204 });
		await trigger.activate();
		expect(own()).toMatchObject([{ events: BOTH }]);
	});
});

describe('the eleventh webhook', () => {
	test('is an error that says what to remove and where, and nothing is sent', async () => {
		await fill();
		const error = await ps
			.trigger()
			.activate()
			.catch((thrown) => thrown);
		expect(error.message).toMatch(/allows 10 webhooks, and this account has 10/);
		expect(error.message).toMatch(/Settings → Integrations → Webhooks/);
		for (const { id } of all()) expect(error.message).toContain(id);
		expect(error.message).not.toContain('secret');
		expect(error.message).toContain('example.com');
		expect(sent('createWebhook')).toEqual([]);
	});

	test('does not concern a trigger that has one already', async () => {
		const trigger = ps.trigger();
		await trigger.activate();
		await fill();
		trigger.restart();
		await trigger.activate();
		expect(own()).toHaveLength(1);
	});
});

describe('a webhook that somebody has removed at the service', () => {
	test.each(['init', 'update'])('is made again (%s)', async (activation) => {
		const trigger = ps.trigger();
		await trigger.activate();
		await ps.api('DELETE', `/webhooks/${own()[0].id}`);
		if (activation === 'update') await trigger.hook('delete', { activation });
		else trigger.restart();
		await trigger.activate({ activation });
		expect(own()).toHaveLength(1);
	});
});

describe('deactivation', () => {
	test('deletes its own webhook, and no other', async () => {
		const before = all();
		const trigger = ps.trigger();
		await trigger.activate();
		expect(await trigger.hook('delete')).toBe(true);
		expect(all()).toEqual(before);
		expect(ps.warnings).toEqual([]);
	});

	test('one that is gone already', async () => {
		const trigger = ps.trigger();
		await trigger.activate();
		ps.sandbox.fault({
			kind: 'status',
			status: 404,
			method: 'DELETE',
			body: { error: 'Not found' },
			applied: true,
		});
		expect(await trigger.hook('delete')).toBe(true);
		expect(own()).toEqual([]);
		expect(await trigger.hook('delete')).toBe(true);
		expect(ps.warnings).toEqual([]);
	});

	test.each([405, 501])(
		'DELETE answers %d: the log says what to do, and it is adopted later',
		async (status) => {
			ps.sandbox.setOptions({ webhookDeleteStatus: status });
			const trigger = ps.trigger();
			await trigger.activate();
			expect(await trigger.hook('delete')).toBe(true);
			expect(ps.warnings.join()).toMatch(/by hand in ProsperStack under Settings → Integrations/);
			expect(ps.warnings.join()).toContain(own()[0].id);
			await trigger.activate();
			expect(own()).toHaveLength(1);
		},
	);

	test.each([
		['down', { kind: 'status', status: 500, times: 10 }],
		['no key', { kind: 'status', status: 401, times: 10 }],
		['DELETE fails', { kind: 'status', status: 500, method: 'DELETE' }],
		['no answer', { kind: 'hang', times: 10 }],
	])('%s: it is switched off all the same', async (_name, fault) => {
		const trigger = ps.trigger();
		await trigger.activate();
		ps.sandbox.fault(fault);
		const start = Date.now();
		expect(await trigger.hook('delete')).toBe(true);
		expect(Date.now() - start).toBeLessThan(30_000);
		expect(ps.warnings).toHaveLength(1);
	});
});

describe('deactivation that takes too long', () => {
	test('leaves alone what the activation after it adopts', async () => {
		const trigger = ps.trigger();
		await trigger.activate();
		ps.sandbox.fault({
			kind: 'status',
			status: 429,
			headers: { 'ratelimit-reset': '9' },
			body: { error: 'Too many' },
			path: '^/webhooks',
			method: 'GET',
		});
		ps.sandbox.fault({ kind: 'delay', ms: 1_500, path: '^/webhooks', method: 'GET' });
		await trigger.hook('delete', { activation: 'update' });
		await trigger.activate({ activation: 'update' });
		expect(own()).toHaveLength(1);
		await sleep(3_000);
		expect(own()).toHaveLength(1);
		expect(sent('deleteWebhook')).toEqual([]);
	});
});

describe('n8n under another address', () => {
	const MOVED = 'http://127.0.0.1:5678/webhook/moved/webhook';
	const move = (trigger, webhookId) => {
		trigger.node = { ...trigger.node, webhookId };
	};

	test('the former webhook stays, as another n8n may use it, and the log names it once', async () => {
		const trigger = ps.trigger();
		await trigger.activate();
		const [{ id }] = own();
		move(trigger, 'moved');
		await trigger.activate({ activation: 'init' });
		expect(own()).toHaveLength(1);
		expect(own(MOVED)).toHaveLength(1);
		expect(ps.warnings).toEqual([expect.stringMatching(/n8n has a new address/)]);
		expect(ps.warnings[0]).toContain(id);
		expect(ps.warnings[0]).toMatch(/Settings → Integrations → Webhooks/);

		await trigger.activate({ activation: 'init' });
		expect(ps.warnings).toHaveLength(1);
	});

	test('listening for a test event leaves the production webhook alone', async () => {
		const trigger = ps.trigger();
		await trigger.activate();
		await trigger.activate({ isTest: true, mode: 'manual', activation: 'manual' });
		expect(own()).toHaveLength(1);
	});
});

describe('an activation with Real Events Only switched off', () => {
	const down = {
		kind: 'status',
		status: 500,
		path: '^/events',
		times: 9,
		body: { error: 'Sorry' },
	};
	const options = { verify: false, catchUp: false };

	test('and Catch Up too: events are not asked for', async () => {
		ps.sandbox.fault(down);
		await ps.trigger({ options }).activate();
		expect(sent('listEvents')).toEqual([]);
	});

	test('and Catch Up on: goes on without the events', async () => {
		ps.sandbox.fault(down);
		const { trigger, host } = await ps.active({ options: { verify: false } });
		expect(ps.warnings.join()).toMatch(/could not read/);
		ps.sandbox.clearFaults();
		const [id] = await ps.emit();
		expect(idsOf(host.items())).toEqual([id]);
		expect(trigger.memory()).toBeDefined();
		const [missed] = await ps.miss();
		const [next] = await ps.emit();
		expect(idsOf(host.items()).sort()).toEqual([id, missed, next].sort());
	});

	test.each([true, false])(
		'switched on later, nothing old comes (a delivery before: %s)',
		async (had) => {
			const { trigger, host } = await ps.active({ options });
			await ps.miss(3);
			const before = had ? await ps.emit() : [];
			await ps.miss(3);
			expect(idsOf(host.items())).toEqual(before);
			trigger.parameters = { ...trigger.parameters, options: {} };
			await trigger.activate({ activation: 'update' });
			const [id] = await ps.emit();
			expect(idsOf(host.items())).toEqual([...before, id]);
		},
	);

	test('switched off for a while and on again, nothing of that time comes', async () => {
		const { trigger, host } = await ps.active();
		const [first] = await ps.emit();
		trigger.parameters = { ...trigger.parameters, options };
		await trigger.activate({ activation: 'update' });
		await ps.miss(3);
		trigger.parameters = { ...trigger.parameters, options: {} };
		await trigger.activate({ activation: 'update' });
		await ps.deliver(host, { event_id: first });
		const [second] = await ps.emit();
		expect(idsOf(host.items())).toEqual([first, second]);
	});

	test('with it on, an account whose events can’t be read is an error', async () => {
		ps.sandbox.fault(down);
		await expect(ps.trigger().activate()).rejects.toThrow('Sorry');
	});

	test('a list of webhooks whose cursor repeats is an error', async () => {
		const [{ id }] = all();
		const value = Buffer.from(`webhooks:${id}`).toString('base64url');
		ps.sandbox.fault({ kind: 'nextCursor', value, path: '^/webhooks', times: 20 });
		await expect(ps.trigger().activate()).rejects.toThrow(/same page twice/);
		expect(sent('createWebhook')).toEqual([]);
	});
});

describe('production and test address', () => {
	test('are two webhooks that don’t disturb each other', async () => {
		const trigger = ps.trigger();
		await trigger.activate();
		const saved = trigger.saved;
		const listening = { isTest: true, mode: 'manual', activation: 'manual' };
		await trigger.activate(listening);
		expect(own()).toHaveLength(1);
		expect(own(TEST_URL)).toHaveLength(1);
		await trigger.hook('delete', { isTest: true, mode: 'internal', activation: 'update' });
		expect(own()).toHaveLength(1);
		expect(own(TEST_URL)).toHaveLength(0);
		expect(trigger.saved).toBe(saved);

		await trigger.activate(listening);
		await trigger.hook('delete');
		expect(own()).toHaveLength(0);
		expect(own(TEST_URL)).toHaveLength(1);
	});

	test('listening for a test event begins no memory', async () => {
		const trigger = ps.trigger();
		await trigger.activate({ isTest: true, mode: 'manual', activation: 'manual' });
		expect(sent('listEvents')).toEqual([]);
	});
});

describe('n8n starts while the service is down', () => {
	const down = { kind: 'status', status: 503, body: 'maintenance', times: 10 };

	test('what was registered is taken to be there still', async () => {
		const { trigger, host } = await ps.active();
		const [missed] = await ps.miss();
		trigger.restart();
		ps.sandbox.fault(down);
		await trigger.activate({ activation: 'init' });
		expect(ps.warnings.join()).toMatch(/the one registered before is kept/);
		ps.sandbox.clearFaults();
		const [id] = await ps.emit();
		expect(idsOf(host.items())).toEqual([missed, id]);
	});

	test('what was not registered is an error, so that n8n tries again', async () => {
		ps.sandbox.fault(down);
		await expect(ps.trigger().activate({ activation: 'init' })).rejects.toThrow();
	});

	test('somebody who publishes is told', async () => {
		const trigger = ps.trigger();
		await trigger.activate();
		ps.sandbox.fault(down);
		await expect(trigger.activate()).rejects.toThrow(/503/);
		await sleep(0);
	});
});

test('the list of flows in the editor', async () => {
	for (const type of ['prosperStackTrigger', 'prosperStackPollingTrigger']) {
		const credentials = { prosperStackApi: { id: 'right', name: 'right' } };
		const flows = await ps.engine.callMethod('loadOptions', 'getFlows', type, {}, [], {
			credentials,
		});
		expect(flows).toEqual(ps.sandbox.data.flows().map(({ id, name }) => ({ name, value: id })));
	}
});
