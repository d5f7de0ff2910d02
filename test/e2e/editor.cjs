const { byId, pick } = require('./support/locators.cjs');

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

		test("a supplier's key: what it says that it can't know", async () => {
			const { baseUrl } = e2e.sandbox.leadProsper;
			const result = await e2e.credentialTest('leadProsperSupplierApi', { apiKey: 'any', baseUrl });
			expect(result.status).toBe('OK');
			expect(result.message).toContain('Test Mode');
		});

		test.each(cases)('%s: plain http to another machine is refused', async (type) => {
			const baseUrl = 'http://example.com';
			const { status } = await e2e.credentialTest(type, { apiKey: 'wrong', baseUrl });
			expect(status).toBe('Error');
		});
	});

	describe('credential test, on the way elsewhere', () => {
		test.each([
			['leadProsperApi', 'leadProsper'],
			['prosperStackApi', 'prosperStack'],
		])('%s: a redirect is an error, and is not followed', async (type, service) => {
			const { apiKey, baseUrl } = e2e.sandbox[service];
			const headers = { Location: `${e2e.sandbox.url}/__sandbox__/violations` };
			e2e.sandbox.fault({ service, kind: 'status', status: 302, headers });
			const { status } = await e2e.credentialTest(type, { apiKey, baseUrl });
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
			const campaignId = byId(campaign.id);
			const all = await search(methodName, path, { parameters: { campaignId } });
			expect(values(all)).toEqual(idsOf(campaign[key]));

			const [{ id }] = campaign[key];
			const one = await search(methodName, path, { parameters: { campaignId }, filter: `${id}` });
			expect(values(one)).toEqual([String(id)]);
		});

		test('buyers before a campaign was picked: a sentence that says what to do', async () => {
			await expect(
				search('searchBuyers', 'buyerId', {
					parameters: { campaignId: pick('list', '') },
				}),
			).rejects.toThrow('No campaign was picked yet');
		});

		test("the fields of a campaign's leads, to map", async () => {
			const campaign = campaigns().find(({ fields }) => typeof fields[0] === 'object');
			const { fields } = await e2e.resourceMapperFields('leadProsper', {
				methodName: 'getLeadFields',
				path: 'leadFields',
				parameters: { operation: 'submit', campaignId: byId(campaign.id) },
			});
			const shown = fields.map(({ id, required }) => ({ name: id, required }));
			expect(shown).toEqual(campaign.fields.map(({ name, required }) => ({ name, required })));
		});

		test('sub-ids', async () => {
			expect(values(await search('searchSubIds', 'group'))).toContain('sub2');
		});
	});

	describe('ProsperStack', () => {
		const data = (collection) => e2e.sandbox.data[collection]();
		const search = (methodName, path, question) =>
			e2e.listSearch('prosperStack', { methodName, path, ...question });

		/** Loads more, as the editor does when somebody scrolls down. */
		async function searchToTheEnd(methodName, path, filter) {
			const values = [];
			let pages = 0;
			let paginationToken;
			do {
				const page = await search(methodName, path, { filter, paginationToken });
				// Entries that nobody can pick have a boolean value.
				const records = page.results.filter(({ value }) => typeof value === 'string');
				values.push(...records.map(({ value }) => value));
				({ paginationToken } = page);
				pages += 1;
			} while (paginationToken);
			return { values, pages };
		}

		test.each([
			['searchEvents', 'eventId', 'events'],
			['searchFlows', 'flowId', 'flows'],
			['searchFlowSessions', 'flowSessionId', 'sessions'],
			['searchOffers', 'offerId', 'offers'],
			['searchProperties', 'propertyId', 'properties'],
			['searchSubscribers', 'subscriberId', 'subscribers'],
			['searchSubscriptions', 'subscriptionId', 'subscriptions'],
			['searchWebhooks', 'webhookId', 'webhooks'],
		])('%s: page by page to the end, and with a filter', async (methodName, path, collection) => {
			const all = await searchToTheEnd(methodName, path);
			const ids = data(collection).map(({ id }) => id);
			expect(all.values).toEqual(ids);
			expect(all.pages).toBeGreaterThanOrEqual(Math.ceil(ids.length / 100));

			const last = ids.at(-1);
			const found = await searchToTheEnd(methodName, path, last.toUpperCase());
			expect(found.values).toEqual([last]);
		});

		test('a subscriber by a whole e-mail address', async () => {
			const { email, id } = data('subscribers').at(-1);
			const { results } = await search('searchSubscribers', 'subscriberId', { filter: email });
			expect(results.map(({ value }) => value)).toContain(id);
		});

		test.each([
			['subscriber', 'getSubscriberProperties', 'getSubscriberPropertyKeys'],
			['subscription', 'getSubscriptionProperties', 'getSubscriptionPropertyKeys'],
		])('%s properties: to map, and to choose from', async (entity, fieldsMethod, keysMethod) => {
			const keys = data('properties')
				.filter((property) => property.entity === entity)
				.map(({ key }) => key);
			const { fields } = await e2e.resourceMapperFields('prosperStack', {
				methodName: fieldsMethod,
				path: 'properties',
			});
			expect(fields.map(({ id }) => id)).toEqual(keys);
			const options = await e2e.loadOptions('prosperStack', {
				methodName: keysMethod,
				path: 'options.clearProperties',
			});
			expect(options.map(({ value }) => value)).toEqual(keys);
		});

		test('properties to map come with their types', async () => {
			const { fields } = await e2e.resourceMapperFields('prosperStack', {
				methodName: 'getSubscriberProperties',
				path: 'properties',
			});
			const types = Object.fromEntries(fields.map(({ id, type }) => [id, type]));
			expect(types).toMatchObject({
				number_of_contacts: 'number',
				is_vip: 'boolean',
				last_contacted: 'dateTime',
				preferred_name: 'string',
			});
		});
	});
};
