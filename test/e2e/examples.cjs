const { examples, runExample, switchedOn } = require('../../demo/examples.cjs');
const { cancel, fillIn, offerLead, visitor } = require('../../demo/occasions.cjs');
const { until } = require('../../n8n/until.cjs');
const { outputsOf, triggerOf, withCredentials } = require('../../n8n/workflows.cjs');
const { checks: jobChecks, jobs } = require('./jobs.cjs');
const { daysAgo, isWithin } = require('./support/days.cjs');
const { toolAnswersIn } = require('./support/agent.cjs');

/** Why a subscriber left: not every session that has the answer has a reason made of it. */
function reasonOf({ cancel_reason: reason, answers }) {
	if (reason) return reason.text;
	const { value } = answers.find(({ question }) => question.primary) ?? {};
	const texts = [value].flat().map((choice) => choice?.text ?? choice);
	return texts.filter(Boolean).join(', ');
}

const newestEvent = (data) =>
	data.events().reduce((a, b) => (Date.parse(b.created_at) >= Date.parse(a.created_at) ? b : a));

const partyIn = (campaigns, campaignId, buyerId) =>
	campaigns.find(({ id }) => id === campaignId).buyers.find(({ id }) => id === buyerId);

/** `campaign:buyer` of all buyers that are paused. */
const pausedIn = (campaigns) =>
	campaigns.flatMap(({ id, buyers }) =>
		buyers.filter(({ paused }) => paused === 1).map((buyer) => `${id}:${buyer.id}`),
	);

/** What is paused now and was not before. */
const newlyPaused = (data, before) => {
	const old = pausedIn(before);
	return pausedIn(data.campaigns()).filter((key) => !old.includes(key));
};

const isNearCap = ({ caps }) =>
	Object.values(caps)
		.flat()
		.some(({ limit, used }) => Number(used) / limit >= 0.9);

/**
 * What each example must come to, by its name; `items` is what its last step put out, `shown` what
 * the one outside saw who had started it, `asked` what the language model was asked, `sent` what the
 * services were asked.
 */
const checks = {
	...jobChecks,

	'Lead Prosper and ProsperStack: ask about leads, spend and churn'({ items, data, asked, sent }) {
		const week = (ms) => isWithin(ms, daysAgo(7), daysAgo(1));
		const [campaigns, sessions] = toolAnswersIn(asked.at(-1));
		const real = ({ test: isTest, lead_date_ms: ms }) => !isTest && week(ms);
		expect(campaigns.map(({ campaign_id: id, leads_total: leads }) => ({ id, leads }))).toEqual(
			data.campaigns().map(({ id }) => ({ id, leads: data.leads(id).filter(real).length })),
		);
		expect(campaigns.some(({ leads_total: leads }) => leads > 0)).toBe(true);
		const ended = data
			.sessions()
			.filter(({ completed_at: time }) => time !== null && week(Date.parse(time)));
		expect(sessions.map(({ session_id: id, status }) => ({ id, status }))).toEqual(
			ended.slice(0, 25).map(({ id, status }) => ({ id, status })),
		);
		const canceled = sessions.filter(({ status }) => status === 'canceled').length;
		expect(items).toEqual([{ output: expect.stringContaining(` ${canceled} of the newest 25 `) }]);
		expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /public/stats',
			'GET /flow_sessions',
		]);
	},

	'Lead Prosper: a form that submits a lead'({ shown, data, outputOf }) {
		expect(shown).toContain('Thank you!');
		const [[{ json: row }]] = outputOf('Row for your CRM');
		const lead = data.leads(21626).find(({ id }) => id === row.lead_id);
		expect(lead).toMatchObject({ status: 'ACCEPTED', test: true, supplier: { id: 55085 } });
		expect(lead.lead_data).toEqual({
			first_name: visitor['First name'],
			last_name: visitor['Last name'],
			email: visitor['E-mail'],
			phone: visitor.Phone,
			zip_code: visitor['ZIP code'],
			home_owner: visitor['Do you own your home?'],
		});
		expect(row).toMatchObject({
			status: 'ACCEPTED',
			name: 'Grace Hopper',
			email: visitor['E-mail'],
			price: lead.cost,
		});
	},

	'Lead Prosper: buyers near their cap, told and paused'({ items, data, before, outputOf }) {
		const [near] = outputOf('Buyers near their cap');
		expect(near.length).toBeGreaterThan(0);
		expect(items).toHaveLength(near.length);
		for (const [index, { json }] of near.entries()) {
			expect(isNearCap(partyIn(data.campaigns(), json.campaign_id, json.id))).toBe(true);
			expect(items[index].text).toContain(`*${json.name}* in _${json.campaign_name}_`);
			expect(items[index].text).toMatch(
				/ is at [\d.]+ % of a cap: [\d.]+ of [\d.]+ \((leads|budget) (per (day|week|month)|in all)\)\.$/,
			);
		}
		expect(newlyPaused(data, before)).toEqual([]);
	},

	'ProsperStack: tell the team at once when a large customer cancels'({ items, data }) {
		const { data: session } = newestEvent(data);
		expect(items).toEqual([{ text: expect.any(String), session_id: session.id }]);
		expect(items[0].text).toContain(
			`*${session.subscriber.name}* (${session.subscriber.email}) has canceled: ${Number(session.subscription.mrr)} a month.`,
		);
	},

	'ProsperStack: each finished cancellation flow as a row'({ items, data }) {
		const { id, data: session } = newestEvent(data);
		expect(items).toHaveLength(1);
		expect(items[0]).toMatchObject({
			event_id: id,
			completed_at: session.completed_at,
			status: session.status,
			email: session.subscriber.email,
			reason: reasonOf(session),
			mrr: Number(session.subscription.mrr),
			flow: session.flow.name,
		});
	},

	'Lead Prosper: tell the team within seconds of an accepted lead'({ items, shown: id, data }) {
		const lead = data.leads(21624).find((one) => one.id === id);
		expect(items).toEqual([{ text: expect.any(String), lead_id: id }]);
		const buyer = lead.buyers.find(({ status }) => status === 'ACCEPTED').name;
		expect(items[0].text).toContain(
			`*${lead.campaign_name}*: ${buyer} bought a lead for ${lead.revenue}; it cost ${lead.cost} (`,
		);
	},

	'Lead Prosper: be a buyer, and answer each offered lead'({ items, shown }) {
		expect(shown).toMatchObject({ status: 'ACCEPTED', answer: '{"result":"BUYER_ACCEPTED"}' });
		expect(shown.ms).toBeLessThan(10_000);
		const { id, lead_data: data } = shown.lead;
		expect(items).toEqual([
			{
				lead_id: id,
				name: `${data.first_name} ${data.last_name}`,
				email: data.email,
				phone: '5550100909',
				state: 'TX',
			},
		]);
	},

	'Lead Prosper: each new lead as a row'({ items, data }) {
		expect(items).toHaveLength(1);
		const [row] = items;
		const { id } = data.campaigns().find(({ name }) => name === row.campaign);
		const newest = data
			.leads(id)
			.find(({ status, test: isTest }) => status === 'ACCEPTED' && !isTest);
		expect(row).toMatchObject({
			id: newest.id,
			supplier: newest.supplier.name,
			buyer: newest.buyers.find(({ status }) => status === 'ACCEPTED').name,
			cost: newest.cost,
			sold_for: newest.revenue,
			...newest.lead_data,
		});
		expect(row.profit).toBeCloseTo(newest.revenue - newest.cost, 2);
		expect(Date.parse(row.time)).toBe(Number(newest.lead_date_ms));
	},

	"Lead Prosper: yesterday's figures, one row per buyer"({ items }) {
		expect(items.length).toBeGreaterThan(0);
		for (const row of items) {
			expect(row).toMatchObject({ start_date: daysAgo(1), end_date: daysAgo(1) });
			expect(row.leads_total).toBeGreaterThan(0);
		}
		const revenues = items.map(({ net_revenue: revenue }) => revenue);
		expect(revenues).toEqual([...revenues].sort((a, b) => b - a));
	},

	'Lead Prosper: all leads of a campaign this month'({ items, data }) {
		const today = daysAgo(0);
		const leads = data
			.leads(21624)
			.filter(({ lead_date_ms: ms }) => isWithin(ms, `${today.slice(0, 7)}-01`, today))
			.filter(({ test: isTest }) => !isTest);
		expect(items.map(({ id }) => id)).toEqual(leads.map(({ id }) => id));
		expect(items.map(({ sold_for: price }) => price)).toEqual(leads.map(({ revenue }) => revenue));
	},

	'Lead Prosper: pause buyers that reject too much'({ items, data, before, outputOf }) {
		const [rejecting] = outputOf('Rejected too much');
		expect(rejecting.length).toBeGreaterThan(0);
		for (const { json } of rejecting) {
			expect(json).toMatchObject({ start_date: daysAgo(1), end_date: daysAgo(1) });
			expect(json.leads_total).toBeGreaterThanOrEqual(20);
			expect(json.leads_failed / json.leads_total).toBeGreaterThan(0.75);
		}
		expect(items).toEqual(
			rejecting.map(({ json }) => ({
				campaign: json.campaign_name,
				buyer: json.name,
				leads: json.leads_total,
				rejected: json.leads_failed,
				campaign_id: json.campaign_id,
				buyer_id: json.id,
				paused_now: false,
			})),
		);
		expect(newlyPaused(data, before)).toEqual([]);
	},

	'ProsperStack: cancellations of the last 7 days, with reason and MRR'({ items, data }) {
		const canceled = data
			.sessions()
			.filter(({ status }) => status === 'canceled')
			.filter(({ completed_at: time }) => isWithin(Date.parse(time), daysAgo(7), daysAgo(1)));
		expect(items.length).toBeGreaterThan(0);
		expect(
			items.map(({ subscriber_email: email, mrr, reason }) => ({ email, mrr, reason })),
		).toEqual(
			canceled.map((session) => ({
				email: session.subscriber.email,
				mrr: Number(session.subscription.mrr),
				reason: reasonOf(session) || null,
			})),
		);
	},

	'ProsperStack: set properties of subscribers found by e-mail'({ items, data }) {
		expect(items.map(({ email }) => email)).toEqual([
			'jane@example.com',
			'many.subscriptions@example.com',
		]);
		const stored = data.subscribers().find(({ email }) => email === 'jane@example.com');
		const values = stored.properties.map(({ property, value }) => [property.key, value]);
		expect(Object.fromEntries(values)).toMatchObject({ is_vip: true, number_of_contacts: 5800 });
	},
};

/** The examples, imported and run as `npm run demo` does. */
module.exports = (e2e) => {
	const exampleOf = (end) => examples().find(({ name }) => name.endsWith(end));

	// One example looks into the newest executions: those of the tests before are none of its business.
	beforeAll(() => e2e.api.deleteExecutions());

	/** Runs an example to its good end. */
	async function run(example) {
		const before = e2e.sandbox.data.campaigns();
		const earlier = e2e.sandbox.requests().length;
		const { ok, result, execution, shown } = await runExample(e2e, example);
		expect(result).toBe('success');
		expect(ok).toBe(true);
		const outputOf = (node) => outputsOf(execution, node);
		const [last] = outputOf(execution.data.resultData.lastNodeExecuted);
		const items = last.map(({ json }) => json);
		const asked = e2e.chatModel.asked();
		const sent = e2e.sandbox.requests().slice(earlier);
		return { items, outputOf, shown, before, asked, sent, data: e2e.sandbox.data };
	}

	test.each(examples())('$name', async (example) => {
		checks[example.name](await run(example));
	});

	describe('the step that pauses buyers, switched on', () => {
		/** @returns {string[]} `campaign:buyer` of the buyers that a step named as output */
		const keysOf = (rows, idOf) => rows.map((row) => `${row.campaign_id}:${idOf(row)}`);

		test('pauses the buyers near their cap, and no other', async () => {
			const example = switchedOn(exampleOf('told and paused'), 'Pause the buyer');
			const { items, data, before, outputOf } = await run(example);
			const [near] = outputOf('Buyers near their cap');
			expect(near.length).toBeGreaterThan(0);
			expect(items).toEqual(
				near.map(({ json }) => ({
					campaign_id: json.campaign_id,
					buyer_id: json.id,
					paused: true,
					changed: true,
				})),
			);
			expect(newlyPaused(data, before).sort()).toEqual(
				keysOf(items, ({ buyer_id: id }) => id).sort(),
			);
			const all = data.campaigns().flatMap(({ buyers }) => buyers);
			expect(all.filter(isNearCap).every(({ paused }) => paused === 1)).toBe(true);
		});

		test('pauses the buyers that rejected too much, and a second run has no news', async () => {
			const example = switchedOn(exampleOf('that reject too much'), 'Pause the buyer');
			const { items, data, before, outputOf } = await run(example);
			const rejecting = outputOf('Rejected too much')[0].map(({ json }) => json);
			const paused = newlyPaused(data, before);
			expect(paused.length).toBeGreaterThan(0);
			expect(keysOf(items, ({ buyer_id: id }) => id)).toEqual(
				keysOf(rejecting, ({ id }) => id).filter((key) => paused.includes(key)),
			);
			expect(items).toHaveLength(paused.length);
			expect(items.every(({ paused_now: now }) => now)).toBe(true);
			const again = await e2e.api.saveWorkflow(withCredentials(example, e2e.credentials));
			const second = await e2e.api.run(again, 'Every morning');
			expect(outputsOf(second, 'Rejected too much')[0]).toHaveLength(rejecting.length);
			expect(outputsOf(second, 'Pause the buyer')[0]).toHaveLength(rejecting.length);
			expect(outputsOf(second, 'Not those paused before')[0]).toEqual([]);
		});
	});

	test('reasons that are one text, one choice or several choices', async () => {
		const answer = (value) => ({
			cancel_reason: null,
			answers: [
				{
					question: { id: 'ques_why', type: 'text', text: 'Why?', primary: true },
					value,
					sentiment: null,
				},
			],
		});
		const reasons = [
			['It is too slow', 'It is too slow'],
			[{ text: 'Too expensive' }, 'Too expensive'],
			[
				[{ text: 'Too expensive' }, { text: 'Technical problems' }],
				'Too expensive, Technical problems',
			],
			[null, null],
		];
		const at = `${daysAgo(1)}T10:00:00.000Z`;
		const expected = {};
		for (const [value, reason] of reasons) {
			const session = { ...answer(value), completed_at: at };
			const [{ session_id: id }] = await e2e.sandbox.emit({ session, at, deliver: false });
			expected[id] = reason;
		}
		const { items } = await run(exampleOf('with reason and MRR'));
		const found = items.map(({ session_id: id, reason }) => [id, reason]);
		expect(Object.fromEntries(found)).toMatchObject(expected);
	});

	describe('a form that submits a lead, gone live', () => {
		/** The example without its test mode: the page that the visitor saw, and the items of a step. */
		async function visit(answers) {
			const example = exampleOf('a form that submits a lead');
			const { parameters } = example.nodes.find(({ name }) => name === 'Submit the lead');
			parameters.testMode = false;
			const { result, shown, execution } = await runExample(e2e, example, (stage, trigger) =>
				fillIn(stage, trigger, { ...visitor, ...answers }),
			);
			expect(result).toBe('success');
			return { shown, outputOf: (node) => outputsOf(execution, node) };
		}

		test('somebody who comes again is told so', async () => {
			const twice = { 'E-mail': 'again@example.com', Phone: '5550100907' };
			expect((await visit(twice)).shown).toContain('Thank you!');
			expect((await visit(twice)).shown).toContain('We have you on our list');
		});

		test('a lead that nobody wants: the team is told why', async () => {
			const unwanted = {
				'E-mail': 'nowhere@example.com',
				Phone: '5550100908',
				'ZIP code': '00000',
			};
			const { shown, outputOf } = await visit(unwanted);
			expect(shown).toContain('Sorry');
			const [[{ json }]] = outputOf('Message to the team');
			expect(json.text).toMatch(/nowhere@example\.com was not accepted: .+ \(lead .+\)$/);
		});

		test('a request that fails goes the way of the errors, and was sent once', async () => {
			const fails = { kind: 'status', status: 500, path: '^/direct_post', body: { error: 'Oh' } };
			e2e.sandbox.fault(fails);
			const before = e2e.sandbox.requests().length;
			const { shown, outputOf } = await visit({ 'E-mail': 'lost@example.com' });
			expect(shown).toContain('Sorry');
			const [[{ json }]] = outputOf('Message to the team');
			expect(json.text).toMatch(/lost@example\.com was not accepted: ./);
			const sent = e2e.sandbox.requests().slice(before);
			expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
		});
	});

	test('a buyer, published: accepted once for each phone, duplicated, rejected; each in time', async () => {
		const example = exampleOf('answer each offered lead');
		const workflow = await e2e.api.saveWorkflow(example);
		await e2e.api.activate(workflow);
		const offer = (data) => offerLead(e2e, triggerOf(example), example, data, 'webhook');
		const answers = [];
		for (const data of [
			{ phone: '555-010-0911', state: 'ca' },
			{ phone: '+1 (555) 010-0911', state: 'CA' },
			{ phone: '555-010-0912', state: 'CA' },
			{ phone: '555-010-0913', state: 'NY' },
			{ phone: 'BUYER_ACCEPTED', state: 'CA' },
			{ phone: null, state: null },
		]) {
			const { status, answer, ms } = await offer(data);
			answers.push([status, answer]);
			expect(ms).toBeLessThan(10_000);
		}
		await e2e.api.deactivate(workflow);
		const [accepted, duplicated, rejected] = [
			['ACCEPTED', '{"result":"BUYER_ACCEPTED"}'],
			['DUPLICATED', '{"result":"BUYER_DUPLICATED"}'],
			['ERROR', '{"result":"BUYER_REJECTED"}'],
		];
		expect(answers).toEqual([accepted, duplicated, accepted, rejected, rejected, rejected]);
		expect((await offer({ phone: '555-010-0914', state: 'CA' })).status).toBe('ERROR');
	});

	test('a small customer who cancels is left to the weekly list, and no webhook is left', async () => {
		const example = exampleOf('when a large customer cancels');
		const { execution } = await runExample(e2e, example, (stage) =>
			cancel(stage, (mrr) => mrr > 0 && mrr < 100),
		);
		expect(execution.data.resultData.lastNodeExecuted).toBe('Left to the weekly list');
		const ours = () =>
			e2e.sandbox.data.webhooks().filter(({ url }) => url.startsWith(e2e.server.url));
		await until(() => ours().length === 0, { what: 'the test webhooks to be deleted' });
	});

	describe('a whole job', () => jobs(e2e, { exampleOf, run }));

	test('no note lies under a node', () => {
		const NODE = 100;
		for (const { nodes } of examples()) {
			const isNote = ({ type }) => type === 'n8n-nodes-base.stickyNote';
			const steps = nodes.filter((node) => !isNote(node));
			for (const { position, parameters } of nodes.filter(isNote)) {
				const [left, top] = position;
				const { width, height } = parameters;
				const covered = steps.filter(
					({ position: [x, y] }) =>
						x < left + width && x + NODE > left && y < top + height && y + NODE > top,
				);
				expect(covered.map(({ name }) => name)).toEqual([]);
			}
		}
	});

	test('a step that costs money, or tells somebody outside, is shipped switched off', () => {
		const nodes = examples().flatMap((example) => example.nodes);
		const ofOperation = (resource, operation) =>
			nodes.filter(
				({ parameters }) => parameters.resource === resource && parameters.operation === operation,
			);
		const ofType = (type) => nodes.filter((node) => node.type === `n8n-nodes-base.${type}`);
		const steps = [
			...ofOperation('buyer', 'pause'),
			...ofOperation('lead', 'return'),
			...ofOperation('execution', 'delete'),
			...ofType('dataTable').filter(({ parameters }) => parameters.operation === 'deleteRows'),
			...ofType('emailSend'),
			...ofType('httpRequest'),
		];
		expect(steps.length).toBeGreaterThan(12);
		expect(steps.filter(({ disabled }) => !disabled)).toEqual([]);
	});

	test('the tools of an AI agent only read', () => {
		const tools = examples()
			.flatMap(({ nodes }) => nodes)
			.filter(({ type }) => /^n8n-nodes-prosper\..*Tool$/.test(type));
		expect(tools).toHaveLength(5);
		for (const { parameters } of tools) {
			expect(['get', 'getAll', 'getCampaignStats']).toContain(parameters.operation);
		}
	});

	test('each says on one sticky note what it does, and holds no id of a credential', () => {
		for (const { nodes } of examples()) {
			expect(nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')).toHaveLength(1);
			for (const { credentials = {} } of nodes) {
				for (const credential of Object.values(credentials)) {
					expect(Object.keys(credential)).toEqual(['name']);
				}
			}
		}
	});
};
