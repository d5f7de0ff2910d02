/** What the editor asks the nodes for while their panel is open. */
module.exports = (e2e) => {
	describe('credential test', () => {
		const cases = [
			['leadProsperApi', 'leadProsper'],
			['prosperStackApi', 'prosperStack'],
		];

		test.each(cases)('%s: the right key', async (type, service) => {
			const { apiKey, baseUrl } = e2e.sandbox[service];
			expect(await e2e.credentialTest(type, { apiKey, baseUrl })).toMatchObject({ status: 'OK' });
		});

		test.each(cases)('%s: a trailing slash in the URL', async (type, service) => {
			const { apiKey, baseUrl } = e2e.sandbox[service];
			const result = await e2e.credentialTest(type, { apiKey, baseUrl: `${baseUrl}/` });
			expect(result).toMatchObject({ status: 'OK' });
		});

		test.each(cases)('%s: a wrong key', async (type, service) => {
			const { baseUrl } = e2e.sandbox[service];
			const { status, message } = await e2e.credentialTest(type, { apiKey: 'wrong', baseUrl });
			expect(status).toBe('Error');
			expect(message).toMatch(/key|credentials/i);
		});

		test.each(cases)('%s: plain http to another machine is refused', async (type) => {
			const baseUrl = 'http://example.com';
			const { status } = await e2e.credentialTest(type, { apiKey: 'wrong', baseUrl });
			expect(status).toBe('Error');
		});
	});

	describe('Lead Prosper', () => {
		const campaigns = () => e2e.sandbox.data.campaigns();
		const campaignWithBuyers = () => campaigns().find(({ buyers }) => buyers.length > 3);
		const search = (methodName, path, question) =>
			e2e.listSearch('leadProsper', { methodName, path, ...question });
		const values = ({ results }) => results.map(({ value }) => value);
		const idsOf = (records) => records.map(({ id }) => String(id));

		test('campaigns: all, and those that fit a filter', async () => {
			const all = await search('searchCampaigns', 'campaignId');
			expect(values(all)).toEqual(idsOf(campaigns()));
			const some = await search('searchCampaigns', 'campaignId', { filter: 'SOLAR' });
			expect(values(some)).toEqual(idsOf(campaigns().filter(({ name }) => /solar/i.test(name))));
		});

		test('campaigns, as the options of a field for several', async () => {
			const options = await e2e.loadOptions('leadProsper', {
				methodName: 'getCampaigns',
				path: 'campaignIds',
			});
			expect(options.map(({ value }) => value)).toEqual(idsOf(campaigns()));
		});

		test.each([
			['searchBuyers', 'buyerId', 'buyers'],
			['searchSuppliers', 'supplierId', 'suppliers'],
		])('%s: those of the campaign that was picked', async (methodName, path, key) => {
			const campaign = campaignWithBuyers();
			const campaignId = { __rl: true, mode: 'id', value: String(campaign.id) };
			const all = await search(methodName, path, { parameters: { campaignId } });
			expect(values(all)).toEqual(idsOf(campaign[key]));

			const [{ id }] = campaign[key];
			const one = await search(methodName, path, { parameters: { campaignId }, filter: `${id}` });
			expect(values(one)).toEqual([String(id)]);
		});

		test('buyers before a campaign was picked: a sentence that says what to do', async () => {
			await expect(
				search('searchBuyers', 'buyerId', {
					parameters: { campaignId: { __rl: true, mode: 'list', value: '' } },
				}),
			).rejects.toThrow('No campaign was picked yet');
		});

		test('sub-ids', async () => {
			expect(values(await search('searchSubIds', 'group'))).toContain('sub2');
		});
	});
};
