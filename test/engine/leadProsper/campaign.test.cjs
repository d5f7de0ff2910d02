const { EMPTY, byId, fromList, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

const withoutKeys = (campaign) => ({
	...campaign,
	suppliers: campaign.suppliers.map(({ hash: _hash, api_specs_url: _url, ...rest }) => rest),
});

describe('Get', () => {
	test('gives the campaign, without its suppliers’ keys', async () => {
		const { items } = await lp.run('campaign', 'get', { campaignId: fromList('21624', 'MVA') });
		expect(items).toEqual([[withoutKeys(lp.campaign(21624))]]);
		lp.expectNoSecrets(items);
	});

	test('gives it unchanged where the user wants the keys', async () => {
		const { items } = await lp.run('campaign', 'get', {
			campaignId: byId('21624'),
			options: { includeSupplierKeys: true },
		});
		expect(items).toEqual([[lp.campaign(21624)]]);
	});

	test('adds nothing to a campaign that shows no suppliers', async () => {
		const body = { id: 21624, name: 'MVA' };
		lp.sandbox.fault({ kind: 'status', status: 200, body });
		const { items } = await lp.run('campaign', 'get', { campaignId: byId('21624') });
		expect(items).toEqual([[body]]);
	});

	test('a campaign that isn’t there', async () => {
		const { error } = await lp.run('campaign', 'get', { campaignId: byId('99999') });
		expect(error.message).toBe('Campaign not found');
		expect(error.httpCode).toBe('404');
		expect(error.description).toContain('knows no campaign 99999');
		lp.expectNoSecrets(error);
	});

	test.each([EMPTY, ' ', '.', '..'])('refuses %j as an ID, before any request', async (id) => {
		const { error } = await lp.run('campaign', 'get', { campaignId: byId(id) });
		expect(error.message).toMatch(/^Campaign ID is /);
		expect(lp.requests()).toHaveLength(0);
	});

	test('several IDs are refused before any request', async () => {
		const { error } = await lp.run('campaign', 'get', { campaignId: byId('21624,21626') });
		expect(error.message).toBe('“21624,21626” is more than one campaign');
		expect(lp.requests()).toHaveLength(0);
	});

	test.each(['a/b', '?x', '21624/pause_buyer/55080', 'Zürich', '%2e%2e'])(
		'asks for %j as one ID',
		async (id) => {
			const { error } = await lp.run('campaign', 'get', { campaignId: byId(id) });
			expect(error.message).toBe('Campaign not found');
			expect(lp.requests().map(({ path }) => path)).toEqual([
				`/public/campaigns/${encodeURIComponent(id)}`,
			]);
		},
	);

	test('three items of which the second fails', async () => {
		const items = [{ id: 21624 }, { id: 1 }, { id: 21626 }];
		const each = { campaignId: byId('={{ $json.id }}') };

		const stopped = await lp.run('campaign', 'get', each, { items });
		expect(stopped.error.message).toBe('Campaign not found');
		expect(stopped.error.context.itemIndex).toBe(1);

		const went = await lp.run('campaign', 'get', each, {
			items,
			onError: 'continueRegularOutput',
		});
		expect(went.raw[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(went.items[0].map(({ id }) => id)).toEqual([21624, undefined, 21626]);
		expect(went.items[0][1].error).toContain('Campaign not found');
	});
});

describe('Get Many', () => {
	test.each([
		[{ returnAll: true }, 12],
		[{ limit: 1 }, 1],
		[{}, 12],
	])('%j gives %i campaigns with one request', async (parameters, count) => {
		const { items } = await lp.run('campaign', 'getAll', parameters);
		expect(items[0]).toEqual(lp.sandbox.data.campaigns().slice(0, count).map(withoutKeys));
		expect(lp.requests()).toHaveLength(1);
	});

	test('gives the suppliers’ keys where the user wants them', async () => {
		const options = { includeSupplierKeys: true };
		const { items } = await lp.run('campaign', 'getAll', { options });
		expect(items[0]).toEqual(lp.sandbox.data.campaigns());
	});

	test('a limit of 0 is refused before any request', async () => {
		const { error } = await lp.run('campaign', 'getAll', { limit: 0 });
		expect(error.message).toBe('Limit must be a whole number of at least 1, not “0”');
		expect(lp.requests()).toHaveLength(0);
	});

	test('an account without campaigns', async () => {
		lp.sandbox.fault({ kind: 'emptyList' });
		const { status, items } = await lp.run('campaign', 'getAll', { returnAll: true });
		expect(status).toBe('success');
		expect(items).toEqual([[]]);
	});

	test('a wrong key', async () => {
		const { error } = await lp.run('campaign', 'getAll', {}, { credential: 'wrong' });
		expect(error.httpCode).toBe('401');
		expect(error.description).toContain('Check it in the credential');
		expect(JSON.stringify(error)).not.toContain('not-the-key');
		expect(lp.requests()).toHaveLength(1);
	});

	test.each([
		['html', 'Lead Prosper answered with something other than data (no JSON)'],
		['notAList', 'Lead Prosper answered, but without a list of campaigns'],
	])('an answer that is %s', async (kind, message) => {
		lp.sandbox.fault({ kind, times: 3 });
		const { error } = await lp.run('campaign', 'getAll');
		expect(error.message).toBe(message);
		lp.expectNoSecrets(error);
		expect(lp.requests()).toHaveLength(3);
	});
});
