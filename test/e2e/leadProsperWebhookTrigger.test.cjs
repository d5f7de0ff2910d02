/** The Lead Prosper Webhook Trigger in a real n8n, posted to by the sandbox's Campaign Triggers. */
const { startStage } = require('../../n8n/stage.cjs');
const { END, inALine } = require('../../n8n/steps.cjs');
const { until } = require('../../n8n/until.cjs');
const { onlyOn } = require('./support/onlyOn.cjs');
const { createLedger } = require('./support/ledger.cjs');
const { expectNoKeys } = require('./support/leftBehind.cjs');
const { testExecution } = require('./support/testExecution.cjs');
const { emptyUserFolder } = require('./support/userFolder.cjs');

const WEBHOOK_ID = '0b1f6f0e-3f0f-4a52-9f7c-6f2f8e1d9c33';
const CAMPAIGN = 30108;
const TYPE = 'n8n-nodes-prosper.leadProsperWebhookTrigger';

/** Within seconds, on a machine that has other things to do, too. */
const SOON_MS = 10_000;

/** Another n8n than the pinned one. */
const { N8N_BIN } = process.env;

let stage;
let workflow;
let ledger;

const url = (kind = 'webhook') => `${stage.server.url}/${kind}/${WEBHOOK_ID}/webhook`;

const save = (name, parameters) =>
	stage.api.saveWorkflow({
		name,
		...inALine([
			{
				id: 'trigger',
				name: 'Trigger',
				type: TYPE,
				typeVersion: 1,
				position: [0, 0],
				webhookId: WEBHOOK_ID,
				parameters,
				credentials: { leadProsperApi: stage.credentials.leadProsperApi },
			},
			END,
		]),
	});

async function addLead(lead) {
	const [added] = stage.sandbox.addLeads({ campaignId: CAMPAIGN, lead });
	await stage.sandbox.campaignTriggersSettled();
	return added.id;
}

/** @returns {Promise<{status: number, headers: object, text: string}>} what the sender sees */
async function post(body, type = 'application/json') {
	const response = await fetch(url(), { method: 'POST', headers: { 'content-type': type }, body });
	const { date: _date, ...headers } = Object.fromEntries(response.headers);
	// Other versions of n8n add it to every answer that starts a workflow.
	if (N8N_BIN) delete headers['content-security-policy'];
	return { status: response.status, headers, text: await response.text() };
}
const copyOf = (id) => post(JSON.stringify({ lead_id: id }));

const statusesOf = () => stage.sandbox.deliveries().map(({ status }) => status);

/** n8n's REST answers before its webhooks do. */
const isListening = () =>
	until(async () => (await post('{}')).status === 200, { what: 'the webhook to answer' });

/** The IDs of the leads that have started the workflow since the last call: these, and no others. */
async function expectStarted(...ids) {
	const { ids: found, repeated, lost } = await ledger.settle(ids, { patience: 5_000 });
	expect({ found: [...found].sort(), repeated, lost }).toEqual({
		found: [...ids].sort(),
		repeated: 0,
		lost: 0,
	});
}

beforeAll(async () => {
	stage = await startStage({ userFolder: emptyUserFolder('leadprosper-webhook-trigger') });
	workflow = await save('Leads at once', {
		realLeadsOnly: true,
		leadIdField: 'lead_id',
		output: 'raw',
	});
	ledger = createLedger(stage.api, workflow, 'Trigger', ({ id }) => id);
	stage.sandbox.addCampaignTrigger({ campaignId: CAMPAIGN, url: url() });
});
beforeEach(() => stage.sandbox.clearDeliveries());
afterEach(() => stage?.sandbox.clearFaults());
afterAll(() => stage?.close());

test('published, a lead comes within seconds, as Lead: Get gives it', async () => {
	await stage.api.activate(workflow);
	await isListening();
	const began = Date.now();
	const id = await addLead();
	expect(statusesOf()).toEqual([200]);
	await expectStarted(id);
	expect(Date.now() - began).toBeLessThan(SOON_MS);
	const [{ id: execution }] = await stage.api.executionsOf(workflow);
	const { data } = await stage.api.execution(execution);
	const { baseUrl, apiKey } = stage.sandbox.leadProsper;
	const headers = { authorization: `Bearer ${apiKey}` };
	const lead = await (await fetch(`${baseUrl}/public/lead/${id}`, { headers })).json();
	expect(data.resultData.runData.End[0].data.main[0].map(({ json }) => json)).toEqual([lead]);
	expect(JSON.stringify(data)).not.toContain(apiKey);
});

test('copies start nothing; a changed status does', async () => {
	const id = await addLead({ status: 'ERROR' });
	await Promise.all([copyOf(id), copyOf(id), copyOf(id)]);
	await expectStarted(id);
	stage.sandbox.changeLead(id, { status: 'ACCEPTED' });
	await post(`lead_id=${id}`, 'application/x-www-form-urlencoded');
	await copyOf(id);
	await expectStarted(id);
});

test('20 leads at the same moment', async () => {
	const leads = stage.sandbox.addLeads({ campaignId: CAMPAIGN, count: 20 });
	await stage.sandbox.campaignTriggersSettled();
	expect(statusesOf()).toEqual(leads.map(() => 200));
	await expectStarted(...leads.map(({ id }) => id));
});

/** The answers to a real post and to made-up ones. */
let genuine;
let forged;

test('forgeries start nothing, and are answered like any other', async () => {
	const [{ id }] = stage.sandbox.addLeads({ campaignId: 30103 });
	genuine = await copyOf(id);
	expect(genuine).toMatchObject({ status: 200, text: '{"received":true}' });
	const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
	forged = await Promise.all([
		copyOf('madeUp'),
		copyOf('../campaigns'),
		copyOf(['a']),
		post('{}'),
		post('[]'),
		post('"text"'),
		post(deep),
		post('{"__proto__": {"lead_id": "x"}, "constructor": {"prototype": {"lead_id": "x"}}}'),
		post(JSON.stringify({ lead_id: '', more: 'e'.repeat(15_000_000) })),
		post('lead_id=a&lead_id=b&__proto__=c', 'application/x-www-form-urlencoded'),
	]);
	for (const { status, text } of forged) {
		expect({ status, text }).toEqual({ status: genuine.status, text: genuine.text });
	}
	await expectStarted(id);
});

onlyOn(['2.8.4'], 'the others add a header to the answer where they start a workflow')(
	'in the headers, too',
	() => {
		for (const { headers } of forged) expect(headers).toEqual(genuine.headers);
	},
);

test('after a restart of n8n copies start nothing, and new leads come', async () => {
	const ids = [await addLead(), await addLead()];
	await expectStarted(...ids);
	await stage.server.stop();
	await stage.server.start();
	await isListening();
	for (const id of ids) expect((await copyOf(id)).status).toBe(200);
	const id = await addLead();
	await expectStarted(id);
});

test('while Lead Prosper can’t be read, the sender is to try again, and the lead comes once', async () => {
	stage.sandbox.setOptions({ triggerRetries: 1 });
	stage.sandbox.fault({ kind: 'status', status: 401, path: '^/public/lead/' });
	const id = await addLead();
	expect(statusesOf()).toEqual([503, 200]);
	await expectStarted(id);
});

test('“Listen for test event” shows a lead, and leaves production alone', async () => {
	stage.sandbox.addCampaignTrigger({ campaignId: 30103, url: url('webhook-test') });
	const { waitingForWebhook } = await stage.api.startRun(workflow, 'Trigger');
	expect(waitingForWebhook).toBe(true);
	const [{ id }] = stage.sandbox.addLeads({ campaignId: 30103 });
	await stage.sandbox.campaignTriggersSettled();
	const { runData } = await testExecution(stage, workflow);
	expect(runData.Trigger[0].data.main[0][0].json).toMatchObject({ id });
	// It was a test only: the lead is still new.
	await copyOf(id);
	await expectStarted(id);
});

test('“Listen for test event” says what is wrong with a post', async () => {
	await stage.api.startRun(workflow, 'Trigger');
	const body = JSON.stringify({ lead: 'x' });
	await fetch(url('webhook-test'), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body,
	});
	const { error } = await testExecution(stage, workflow, 'error');
	expect(error.message).toBe('A post had no lead ID in the field “lead_id” of its body');
});

test('unpublished, the address is gone; without Real Leads Only each post starts the workflow', async () => {
	await stage.api.deactivate(workflow);
	expect((await post('{}')).status).toBe(404);
	workflow = await save('Anything', { realLeadsOnly: false });
	ledger = createLedger(stage.api, workflow, 'Trigger', ({ id }) => id);
	await stage.api.activate(workflow);
	await until(async () => (await post('{"id": "one"}')).status === 200, { what: 'an answer' });
	await post('{"id": "two", "__proto__": {"id": "three"}}');
	await expectStarted('one', 'two');
});

test('no request was outside the contract', () => {
	expect(stage.sandbox.violations()).toEqual([]);
});

test('no key lies in what all this has left behind', () => expectNoKeys(stage));
