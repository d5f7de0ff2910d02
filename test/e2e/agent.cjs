const { fromAi, runAgent } = require('./support/agent.cjs');
const { daysAgo, isWithin } = require('./support/days.cjs');
const { pick } = require('./support/locators.cjs');

/** The AI Agent of n8n 1.x, and the one of n8n 2: they call tools in different ways. */
const VERSIONS = [2.2, 3];

/** @returns {{type: 'leadProsperTool', parameters: object}} */
const leadTool = (operation, parameters) => ({
	type: 'leadProsperTool',
	parameters: { resource: 'lead', operation, ...parameters },
});

const aCampaign = pick('id', fromAi('campaign', 'ID of the campaign'));

/** @type {Record<string, {type: 'leadProsperTool' | 'prosperStackTool', parameters: object}>} */
const tools = {
	leads: leadTool('getAll', {
		campaignScope: 'one',
		campaignId: aCampaign,
		period: 'custom',
		startDate: fromAi('first_day', 'First day'),
		endDate: fromAi('last_day', 'Last day'),
		limit: fromAi('limit', 'How many', 'number'),
		filters: { status: fromAi('status', 'accepted, duplicated or error') },
	}),
	debug_log: leadTool('getDebugLog', { leadIds: fromAi('leads', 'IDs of leads') }),
	submit: leadTool('submit', {
		campaignId: aCampaign,
		supplierId: pick('id', fromAi('supplier', 'ID of the supplier')),
		leadFields: {
			mappingMode: 'defineBelow',
			value: { email: fromAi('email'), zip_code: fromAi('zip_code') },
		},
		testMode: fromAi('is_test', 'Whether it is a test', 'boolean'),
	}),
	pause: {
		type: 'leadProsperTool',
		parameters: {
			resource: 'buyer',
			operation: 'pause',
			campaignId: aCampaign,
			buyerId: pick('id', fromAi('buyer', 'ID of the buyer')),
		},
	},
	customer: {
		type: 'prosperStackTool',
		parameters: {
			resource: 'subscriber',
			operation: 'get',
			subscriberId: pick('email', fromAi('email', 'E-mail address')),
		},
	},
	sessions: {
		type: 'prosperStackTool',
		parameters: {
			resource: 'flowSession',
			operation: 'getAll',
			limit: 5,
			filters: { completedAfter: fromAi('after', 'From when on') },
		},
	},
};

const week = { first_day: daysAgo(7), last_day: daysAgo(1) };
const leadsAsked = { campaign: '21624', ...week, limit: 3, status: 'accepted' };

/** n8n's AI Agent with both nodes as its tools, and a model that is played. */
module.exports = (e2e) => {
	const said = 'That is how it is.';

	/** The model calls the tools one after another, and says something at the end. */
	async function call(version, calls) {
		const run = await runAgent(e2e, { version, tools, script: [...calls, () => said] });
		expect({ status: run.status, said: run.said }).toEqual({ status: 'success', said });
		expect(run.answers).toHaveLength(calls.length);
		return run;
	}

	describe.each(VERSIONS)('version %d', (version) => {
		test('a list, a look-up and a refused write: what each side was told', async () => {
			const { answers, sent } = await call(version, [
				{ tool: 'leads', input: leadsAsked },
				{ tool: 'customer', input: { email: 'jane@example.com' } },
				{ tool: 'pause', input: { campaign: '21624', buyer: '99999' } },
			]);
			const [leads, customer, refusal] = answers;
			const accepted = e2e.sandbox.data
				.leads(21624)
				.filter(({ lead_date_ms: ms }) => isWithin(ms, week.first_day, week.last_day))
				.filter(({ status }) => status === 'ACCEPTED');
			expect(leads.map(({ id }) => id)).toEqual(accepted.slice(0, 3).map(({ id }) => id));
			const jane = e2e.sandbox.data.subscribers().find(({ email }) => email === 'jane@example.com');
			expect(customer).toEqual([jane]);
			expect(refusal).toEqual([
				{
					error: expect.stringMatching(
						/^Buyer not found\. Lead Prosper knows no buyer 99999 of campaign 21624 .*Check the ID/,
					),
				},
			]);
			// About four characters make a token: three leads and a customer must not fill a model's memory.
			expect(JSON.stringify(answers).length).toBeLessThan(8_000);
			expect(sent.map(({ method, path, query }) => ({ method, path, query }))).toEqual([
				{
					method: 'GET',
					path: '/public/leads',
					query: expect.objectContaining({
						campaign: '21624',
						start_date: week.first_day,
						end_date: week.last_day,
						status: 'accepted',
					}),
				},
				{ method: 'GET', path: '/subscribers', query: expect.anything() },
				{ method: 'GET', path: '/public/campaigns/21624/pause_buyer/99999', query: {} },
			]);
		});

		test('a lead that is refused is no silence', async () => {
			const lead = { email: 'agent@example.com', zip_code: 'none', is_test: false };
			const { answers } = await call(version, [
				{ tool: 'submit', input: { campaign: '21626', supplier: '55085', ...lead } },
			]);
			expect(answers).toEqual([[expect.objectContaining({ status: 'ERROR' })]]);
			expect(JSON.stringify(answers)).not.toContain('lp_key');
		});

		test('what a model gets wrong is refused before anything is sent, and says what to write', async () => {
			const today = daysAgo(0);
			/** @type {[tool: string, input: object, words: string][]} */
			const wrong = [
				['leads', { ...leadsAsked, first_day: 'yesterday' }, `“yesterday”.*today is ${today}`],
				['leads', { ...leadsAsked, last_day: 'last week' }, `“last week”.*today is ${today}`],
				['leads', { ...leadsAsked, campaign: '..' }, 'Campaign ID is “\\.\\.”, which is no ID'],
				['leads', { ...leadsAsked, campaign: '21624,21626' }, 'more than one campaign'],
				['leads', { ...leadsAsked, limit: -1 }, 'Limit must be a whole number of at least 1'],
				['leads', { ...leadsAsked, status: 'sold' }, 'one of accepted, duplicated, error'],
				['debug_log', { leads: '' }, 'Lead IDs has no ID'],
				['customer', { email: ' ' }, 'Subscriber Email is empty'],
				['sessions', { after: 'last month' }, `“last month”.*today is ${today}`],
			];
			const { answers, sent } = await call(
				version,
				wrong.map(([tool, input]) => ({ tool, input })),
			);
			for (const [index, [, , words]] of wrong.entries()) {
				expect(answers[index]).toEqual([{ error: expect.stringMatching(new RegExp(words)) }]);
			}
			expect(sent).toEqual([]);
		});
	});

	test('the model is told of the tools, and of each field that it fills in', async () => {
		const { offered } = await call(VERSIONS.at(-1), []);
		const fields = Object.entries(offered).map(([name, { description, parameters }]) => [
			name,
			description,
			Object.entries(parameters.properties).map(([key, { type }]) => `${key}: ${type}`),
		]);
		expect(fields.sort()).toEqual([
			['customer', 'Get subscriber in ProsperStack', ['email: string']],
			['debug_log', expect.stringMatching(/ in Lead Prosper$/), ['leads: string']],
			[
				'leads',
				'Get many leads in Lead Prosper',
				[
					'campaign: string',
					'first_day: string',
					'last_day: string',
					'limit: number',
					'status: string',
				],
			],
			['pause', 'Pause buyer in Lead Prosper', ['campaign: string', 'buyer: string']],
			['sessions', 'Get many flow sessions in ProsperStack', ['after: string']],
			[
				'submit',
				'Submit lead in Lead Prosper',
				[
					'campaign: string',
					'supplier: string',
					'email: string',
					'zip_code: string',
					'is_test: boolean',
				],
			],
		]);
	});
};
