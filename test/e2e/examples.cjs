const { examples, runExample } = require('../../demo/examples.cjs');
const { outputsOf } = require('../../n8n/workflows.cjs');
const { daysAgo, isWithin } = require('./support/days.cjs');

const DAY = 24 * 60 * 60 * 1000;

/** Why a subscriber left: not every session that has the answer has a reason made of it. */
function reasonOf({ cancel_reason: reason, answers }) {
	if (reason) return reason.text;
	const { value } = answers.find(({ question }) => question.primary) ?? {};
	return [value].flat()[0]?.text ?? '';
}

/** What each example must come to, by its name; `items` is what its last step put out. */
const checks = {
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
		const { ok, result, execution } = await runExample(e2e, example);
		expect(result).toBe('success');
		expect(ok).toBe(true);
		const outputOf = (node) => outputsOf(execution, node);
		const [last] = outputOf(execution.data.resultData.lastNodeExecuted);
		const items = last.map(({ json }) => json);
		checks[example.name]({ items, outputOf, data: e2e.sandbox.data });
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
