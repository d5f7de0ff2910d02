const { daysAgo, isWithin } = require('./support/days.cjs');
const { byId, pick } = require('./support/locators.cjs');

const ids = (records) => records.map(({ id }) => id);

/** As campaigns come unless the keys are asked for. */
const withoutKeys = (campaign) => ({
	...campaign,
	suppliers: campaign.suppliers.map(({ hash: _hash, api_specs_url: _url, ...rest }) => rest),
});

/** Every operation of the node, its results beside the sandbox's own data. */
module.exports = (e2e) => {
	const campaigns = () => e2e.sandbox.data.campaigns();
	const range = { period: 'custom', startDate: daysAgo(20), endDate: daysAgo(10) };

	/** The leads of a campaign on the days of `range`, newest first, each once. */
	const leadsOf = (campaignId) =>
		e2e.sandbox.data
			.leads(campaignId)
			.filter(({ lead_date_ms: ms }) => isWithin(ms, range.startDate, range.endDate));

	async function run(resource, operation, parameters, options) {
		const result = await e2e.runNode(
			'leadProsper',
			{ resource, operation, ...parameters },
			options,
		);
		expect(result.error).toBeUndefined();
		return result;
	}

	const busiest = () =>
		campaigns().reduce((most, campaign) =>
			leadsOf(campaign.id).length > leadsOf(most.id).length ? campaign : most,
		);

	describe('campaign', () => {
		test('get', async () => {
			const [campaign] = campaigns();
			const { items } = await run('campaign', 'get', { campaignId: byId(campaign.id) });
			expect(items).toEqual([withoutKeys(campaign)]);
		});

		test('get many: all, and as many as the limit says', async () => {
			const all = await run('campaign', 'getAll', { returnAll: true });
			expect(all.items).toEqual(campaigns().map(withoutKeys));
			const two = await run('campaign', 'getAll', { limit: 2 });
			expect(two.items).toEqual(campaigns().slice(0, 2).map(withoutKeys));
		});

		test("get with the suppliers' keys", async () => {
			// Of one only: the keys of all others must not be found in what the run leaves behind.
			const { items } = await run('campaign', 'getAll', {
				limit: 1,
				options: { includeSupplierKeys: true },
			});
			expect(items).toEqual(campaigns().slice(0, 1));
		});
	});

	describe('lead', () => {
		test('get', async () => {
			const [{ lead_date_ms: _inListsOnly, ...lead }] = leadsOf(busiest().id);
			const { items } = await run('lead', 'get', { leadId: lead.id });
			expect(items).toEqual([
				expect.objectContaining({ id: lead.id, status: lead.status, cost: lead.cost }),
			]);
		});

		test('get many of one campaign, over several pages, none lost and none twice', async () => {
			const { id } = busiest();
			expect(leadsOf(id).length).toBeGreaterThan(100);
			const { items } = await run('lead', 'getAll', {
				campaignScope: 'one',
				campaignId: byId(id),
				...range,
				returnAll: true,
				output: 'raw',
			});
			expect(items).toEqual(leadsOf(id));
		});

		test('get many of several campaigns by status, each item paired with its input', async () => {
			const two = ids(campaigns()).slice(0, 2);
			const { items, outputs } = await run(
				'lead',
				'getAll',
				{
					campaignScope: 'several',
					campaignIds: '={{ [$json.campaign] }}',
					...range,
					returnAll: true,
					filters: { status: 'accepted' },
				},
				{ items: two.map((campaign) => ({ campaign })) },
			);
			const accepted = two.map((id) => leadsOf(id).filter(({ status }) => status === 'ACCEPTED'));
			expect(ids(items)).toEqual(ids(accepted.flat()));
			const inputs = outputs[0].map(({ pairedItem }) => pairedItem.item);
			expect(inputs).toEqual(accepted.flatMap((leads, item) => leads.map(() => item)));
		});

		test('get many of all campaigns, oldest first', async () => {
			const { items } = await run('lead', 'getAll', {
				campaignScope: 'all',
				...range,
				returnAll: true,
				options: { order: 'oldestFirst' },
			});
			const expected = campaigns().flatMap(({ id }) => leadsOf(id).map((lead) => lead.id));
			expect(ids(items).sort()).toEqual(expected.sort());
			const { id } = busiest();
			const times = items
				.filter(({ campaign_id: campaignId }) => campaignId === id)
				.map(({ time }) => Date.parse(time));
			expect(times).toEqual([...times].sort((a, b) => a - b));
		});
	});

	test('lead: get summary by campaign', async () => {
		const { items } = await run('lead', 'getSummary', {
			campaignScope: 'all',
			...range,
			groupBy: ['campaign'],
		});
		const counts = campaigns().map(({ id }) => [id, leadsOf(id).length]);
		const rows = items.map(({ campaign_id, leads }) => [campaign_id, leads]);
		expect(rows.sort()).toEqual(counts.filter(([, count]) => count > 0).sort());
	});

	describe('analytics', () => {
		test('get campaign stats of all campaigns as buyer rows', async () => {
			const { items } = await run('analytics', 'getCampaignStats', {
				campaignScope: 'all',
				...range,
				output: 'buyers',
			});
			const buyers = campaigns().flatMap((campaign) =>
				campaign.buyers.map(({ id }) => ({ campaign_id: campaign.id, id })),
			);
			expect(items.map(({ campaign_id, id }) => ({ campaign_id, id }))).toEqual(buyers);
			expect(items[0]).toMatchObject({
				campaign_name: campaigns()[0].name,
				start_date: range.startDate,
				end_date: range.endDate,
			});
		});

		test('get campaign stats of one campaign, counted like its leads', async () => {
			const { id, name } = busiest();
			const counted = leadsOf(id).filter(({ test: isTest }) => !isTest);
			const { items } = await run('analytics', 'getCampaignStats', {
				campaignScope: 'one',
				campaignId: byId(id),
				...range,
				output: 'campaigns',
			});
			expect(items).toHaveLength(1);
			expect(items[0]).toMatchObject({
				campaign_id: id,
				campaign_name: name,
				leads_total: counted.length,
				leads_accepted: counted.filter(({ status }) => status === 'ACCEPTED').length,
			});
		});

		test('get supplier stats', async () => {
			const { id, suppliers } = busiest();
			const [supplier] = suppliers;
			const counted = leadsOf(id).filter((lead) => !lead.test && lead.supplier.id === supplier.id);
			const { items } = await run('analytics', 'getSupplierStats', {
				campaignId: byId(id),
				supplierId: byId(supplier.id),
				group: pick('list', 'sub2'),
				...range,
				output: 'suppliers',
			});
			expect(items).toHaveLength(1);
			expect(items[0]).toMatchObject({
				campaign_id: id,
				id: supplier.id,
				leads_total: counted.length,
			});
		});
	});

	test('analytics: daily stats add up to those of all days', async () => {
		const { items } = await run('analytics', 'getDailyStats', {
			campaignScope: 'all',
			...range,
			output: 'campaigns',
		});
		expect(items).toHaveLength(11 * campaigns().length);
		const sum = items.reduce((total, { leads_total: leads }) => total + leads, 0);
		const counted = campaigns()
			.flatMap(({ id }) => leadsOf(id))
			.filter((lead) => !lead.test);
		expect(sum).toBe(counted.length);
	});

	test('accounting: get many', async () => {
		const { items } = await run('accounting', 'getAll', {
			...range,
			clientType: 'suppliers',
			returnAll: true,
		});
		expect(items.length).toBeGreaterThan(0);
		for (const row of items) {
			expect(row.net_profit).toBeCloseTo(row.total_sell - row.total_buy, 2);
		}
	});

	describe.each([
		['buyer', 'buyers'],
		['supplier', 'suppliers'],
	])('%s: get many', (resource, key) => {
		const parties = () =>
			campaigns().flatMap((campaign) =>
				campaign[key].map((party) => ({ campaign_id: campaign.id, ...party })),
			);
		const names = (rows) => rows.map(({ campaign_id, id }) => ({ campaign_id, id }));

		test('of all campaigns, and only the paused', async () => {
			const all = await run(resource, 'getAll', { returnAll: true });
			expect(names(all.items)).toEqual(names(parties()));
			const paused = await run(resource, 'getAll', {
				returnAll: true,
				filters: { paused: true },
			});
			expect(names(paused.items)).toEqual(names(parties().filter((party) => party.paused)));
		});

		test('only those with a full cap', async () => {
			const { items } = await run(resource, 'getAll', {
				returnAll: true,
				filters: { capAtLeast: 90 },
			});
			const full = parties().filter(({ caps }) =>
				Object.values(caps)
					.flat()
					.some(({ limit, used }) => Number(used) / limit >= 0.9),
			);
			expect(names(items)).toEqual(names(full));
		});
	});

	describe('buyer', () => {
		const liveBuyer = () => {
			const campaign = campaigns().find(({ buyers }) => buyers.some(({ paused }) => !paused));
			return { campaign, buyer: campaign.buyers.find(({ paused }) => !paused) };
		};
		const isPaused = (campaignId, buyerId) =>
			campaigns()
				.find(({ id }) => id === campaignId)
				.buyers.find(({ id }) => id === buyerId).paused === 1;

		test('pause and resume, and what it says when nothing changed', async () => {
			const { campaign, buyer } = liveBuyer();
			const picked = { campaignId: byId(campaign.id), buyerId: byId(buyer.id) };
			const answer = { campaign_id: campaign.id, buyer_id: buyer.id };

			const paused = await run('buyer', 'pause', picked);
			expect(paused.items).toEqual([{ ...answer, paused: true, changed: true }]);
			expect(isPaused(campaign.id, buyer.id)).toBe(true);
			const again = await run('buyer', 'pause', picked);
			expect(again.items).toEqual([{ ...answer, paused: true, changed: false }]);

			const resumed = await run('buyer', 'resume', picked);
			expect(resumed.items).toEqual([{ ...answer, paused: false, changed: true }]);
			expect(isPaused(campaign.id, buyer.id)).toBe(false);
		});

		test('resume of a live buyer as an error, if the user wants that', async () => {
			const { campaign, buyer } = liveBuyer();
			const { error, status } = await e2e.runNode('leadProsper', {
				resource: 'buyer',
				operation: 'resume',
				campaignId: byId(campaign.id),
				buyerId: byId(buyer.id),
				options: { failIfUnchanged: true },
			});
			expect(status).toBe('error');
			expect(error.message).toBe('Buyer is already live');
		});
	});

	describe('three items, the second of which fails', () => {
		const parameters = {
			resource: 'campaign',
			operation: 'get',
			campaignId: byId('={{ $json.id }}'),
		};
		const inputs = () => {
			const [first, second] = ids(campaigns());
			return [{ id: first }, { id: 404404 }, { id: second }];
		};

		test('the run stops with a sentence that says what to do', async () => {
			const { status, error } = await e2e.runNode('leadProsper', parameters, { items: inputs() });
			expect(status).toBe('error');
			expect(error.message).toBe('Campaign not found');
			expect(error.description).toContain('404404');
		});

		test('the run goes on, in order, if the user wants that', async () => {
			const { status, outputs } = await e2e.runNode('leadProsper', parameters, {
				items: inputs(),
				settings: { onError: 'continueRegularOutput' },
			});
			expect(status).toBe('success');
			expect(outputs[0].map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1, 2]);
			expect(outputs[0].map(({ json }) => json.id)).toEqual([
				inputs()[0].id,
				undefined,
				inputs()[2].id,
			]);
		});

		test('what fails goes to the error output, if there is one', async () => {
			const { outputs } = await e2e.runNode('leadProsper', parameters, {
				items: inputs(),
				settings: { onError: 'continueErrorOutput' },
			});
			expect(outputs.map((output) => output.length)).toEqual([2, 1]);
			expect(outputs[1][0].json.error).toMatch(/^Campaign not found/);
		});
	});

	test('a key that is not right is named as the cause', async () => {
		const { leadProsper } = e2e.sandbox;
		const wrong = await e2e.api.saveCredential({
			name: 'Wrong key',
			type: 'leadProsperApi',
			data: { ...leadProsper, apiKey: 'not-the-key' },
		});
		const { error } = await e2e.runNode(
			'leadProsper',
			{ resource: 'campaign', operation: 'getAll' },
			{ settings: { credentials: { leadProsperApi: wrong } } },
		);
		expect(`${error.message} ${error.description}`).toMatch(/key/i);
		expect(JSON.stringify(error)).not.toContain('not-the-key');
	});
};
