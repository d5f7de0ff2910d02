const { examples, runExample } = require('../../demo/examples.cjs');
const { cancel, fillIn, visitor } = require('../../demo/occasions.cjs');
const { until } = require('../../n8n/until.cjs');
const { outputsOf } = require('../../n8n/workflows.cjs');
const { daysAgo, isWithin } = require('./support/days.cjs');

const DAY = 24 * 60 * 60 * 1000;

/** Why a subscriber left: not every session that has the answer has a reason made of it. */
function reasonOf({ cancel_reason: reason, answers }) {
	if (reason) return reason.text;
	const { value } = answers.find(({ question }) => question.primary) ?? {};
	return [value].flat()[0]?.text ?? '';
}

const sum = (rows, key) => rows.reduce((total, row) => total + row[key], 0);

const newestEvent = (data) =>
	data.events().reduce((a, b) => (Date.parse(b.created_at) >= Date.parse(a.created_at) ? b : a));

const partyIn = (campaigns, campaignId, buyerId) =>
	campaigns.find(({ id }) => id === campaignId).buyers.find(({ id }) => id === buyerId);

const isNearCap = ({ caps }) =>
	Object.values(caps)
		.flat()
		.some(({ limit, used }) => Number(used) / limit >= 0.9);

/**
 * What each example must come to, by its name; `items` is what its last step put out, `shown` what
 * the one outside saw who had started it.
 */
const checks = {
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

	'Lead Prosper: profit and loss of the last 7 days, by buyer and day'({ items, data }) {
		const days = [7, 6, 5, 4, 3, 2, 1].map(daysAgo);
		expect([...new Set(items.map(({ date }) => date))].sort()).toEqual(days);
		const keys = items.map(({ date, buyer_id: buyer }) => `${date} ${buyer}`);
		expect(new Set(keys).size).toBe(keys.length);
		for (const day of days) {
			const rows = items.filter(({ date }) => date === day);
			const sold = data
				.campaigns()
				.flatMap(({ id }) => data.leads(id))
				.filter(({ lead_date_ms: ms }) => isWithin(ms, day, day))
				.filter(({ status, test: isTest }) => status === 'ACCEPTED' && !isTest);
			expect(sum(rows, 'leads_sold')).toBe(sold.length);
			expect(sum(rows, 'revenue')).toBeCloseTo(sum(sold, 'revenue'), 2);
			// The cost of each row is rounded.
			expect(Math.abs(sum(rows, 'cost') - sum(sold, 'cost'))).toBeLessThan(0.01 * rows.length);
			for (const { buyer_id: buyer, leads_sold: leads, revenue, cost, profit } of rows) {
				const taken = sold
					.flatMap(({ buyers }) => buyers)
					.filter(({ client, status }) => client.id === buyer && status === 'ACCEPTED');
				expect(leads).toBe(taken.length);
				expect(revenue).toBeCloseTo(sum(taken, 'sell_price'), 2);
				expect(Math.abs(revenue - cost - profit)).toBeLessThan(0.011);
			}
		}
	},

	'Lead Prosper: buyers near their cap, told and paused'({ items, data, outputOf }) {
		const [near] = outputOf('Buyers near their cap');
		const [messages] = outputOf('Message to the team');
		expect(near.length).toBeGreaterThan(0);
		for (const [index, { json }] of near.entries()) {
			expect(isNearCap(partyIn(data.campaigns(), json.campaign_id, json.id))).toBe(true);
			expect(messages[index].json.text).toContain(`*${json.name}* in _${json.campaign_name}_`);
			expect(messages[index].json.text).toMatch(/ is at [\d.]+ % of a cap: [\d.]+ of [\d.]+ \(/);
		}
		expect(items).toEqual(
			near.map(({ json }) => ({
				campaign_id: json.campaign_id,
				buyer_id: json.id,
				paused: true,
				changed: true,
			})),
		);
		const all = data.campaigns().flatMap(({ buyers }) => buyers);
		expect(all.filter(isNearCap).every(({ paused }) => paused === 1)).toBe(true);
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

	'Lead Prosper: each new lead as a row'({ items, data }) {
		expect(items).toHaveLength(1);
		const [row] = items;
		const { id } = data.campaigns().find(({ name }) => name === row.campaign);
		const newest = data
			.leads(id)
			.find(({ status, test: isTest }) => status === 'ACCEPTED' && !isTest);
		expect(row).toMatchObject({
			lead_id: newest.id,
			supplier: newest.supplier.name,
			buyer: newest.buyers.find(({ status }) => status === 'ACCEPTED').name,
			cost: newest.cost,
			revenue: newest.revenue,
		});
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
			.filter(({ lead_date_ms: ms }) => isWithin(ms, `${today.slice(0, 7)}-01`, today));
		expect(items.map(({ lead_id: id }) => id)).toEqual(leads.map(({ id }) => id));
		expect(items.map(({ revenue }) => revenue)).toEqual(leads.map(({ revenue }) => revenue));
	},

	'Lead Prosper: pause buyers that reject too much'({ items, data, outputOf }) {
		const [rejecting] = outputOf('Rejected too much');
		expect(rejecting.length).toBeGreaterThan(0);
		for (const { json } of rejecting) {
			expect(json.leads_failed / json.leads_total).toBeGreaterThan(0.75);
			const { buyers } = data.campaigns().find(({ id }) => id === json.campaign_id);
			expect(buyers.find(({ id }) => id === json.id).paused).toBe(1);
		}
		const [changes] = outputOf('Pause the buyer');
		const changed = changes.filter(({ json }) => json.changed);
		expect(items.map(({ buyer_id: id }) => id)).toEqual(changed.map(({ json }) => json.buyer_id));
	},

	'ProsperStack: cancellations of the last 7 days, with reason and MRR'({ items, data }) {
		const canceled = data
			.sessions()
			.filter(
				({ status, completed_at: time }) =>
					status === 'canceled' && Date.parse(time) >= Date.now() - 7 * DAY,
			);
		expect(items.length).toBeGreaterThan(0);
		expect(items.map(({ email, mrr, reason }) => ({ email, mrr, reason }))).toEqual(
			canceled.map((session) => ({
				email: session.subscriber.email,
				mrr: Number(session.subscription.mrr),
				reason: reasonOf(session),
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
	test.each(examples())('$name', async (example) => {
		const { ok, result, execution, shown } = await runExample(e2e, example);
		expect(result).toBe('success');
		expect(ok).toBe(true);
		const outputOf = (node) => outputsOf(execution, node);
		const [last] = outputOf(execution.data.resultData.lastNodeExecuted);
		const items = last.map(({ json }) => json);
		checks[example.name]({ items, outputOf, shown, data: e2e.sandbox.data });
	});

	describe('a form that submits a lead, gone live', () => {
		/** The example without its test mode: the page that the visitor saw, and the items of a step. */
		async function visit(answers) {
			const example = examples().find(({ name }) => name.endsWith('a form that submits a lead'));
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

	test('a small customer who cancels is left to the weekly list, and no webhook is left', async () => {
		const example = examples().find(({ name }) => name.endsWith('when a large customer cancels'));
		const { execution } = await runExample(e2e, example, (stage) =>
			cancel(stage, (mrr) => mrr > 0 && mrr < 100),
		);
		expect(execution.data.resultData.lastNodeExecuted).toBe('Left to the weekly list');
		const ours = () =>
			e2e.sandbox.data.webhooks().filter(({ url }) => url.startsWith(e2e.server.url));
		await until(() => ours().length === 0, { what: 'the test webhooks to be deleted' });
	});

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

	test('each says on a sticky note what it does, and holds no id of a credential', () => {
		for (const { nodes } of examples()) {
			expect(nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote')).toBe(true);
			for (const { credentials = {} } of nodes) {
				for (const credential of Object.values(credentials)) {
					expect(Object.keys(credential)).toEqual(['name']);
				}
			}
		}
	});
};
