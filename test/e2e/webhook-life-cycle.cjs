const { until } = require('../../n8n/until.cjs');

/** The rest of the triggers has files, and an n8n to restart, of its own. */
module.exports = (e2e) => {
	test('activating registers one webhook at the service, deactivating removes it', async () => {
		const node = {
			id: 'trigger',
			name: 'Trigger',
			type: 'n8n-nodes-prosper.prosperStackTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: '0d7a1f4a-9c35-4a54-8e6c-5f0c4c8e7b11',
			parameters: { events: ['flow_session_completed'] },
			credentials: { prosperStackApi: e2e.credentials.prosperStackApi },
		};
		const urls = () => e2e.sandbox.data.webhooks().map(({ url }) => url);
		const before = urls();
		const settings = { name: 'webhook life cycle', nodes: [node], connections: {} };
		const workflow = await e2e.api.saveWorkflow(settings);
		await e2e.api.activate(workflow);
		const url = `${e2e.server.url}/webhook/${node.webhookId}/webhook`;
		// Newer versions of n8n answer before they have done it.
		await until(() => urls().length > before.length, { what: 'the webhook to be registered' });
		expect(urls()).toEqual([...before, url]);

		await e2e.api.deactivate(workflow);
		await until(() => urls().length <= before.length, { what: 'the webhook to be deleted' });
		expect(urls()).toEqual(before);
	});
};
