const { ExecutionLifecycleHooks } = require('n8n-core');

const URLS = {
	restApiUrl: 'http://127.0.0.1/rest',
	instanceBaseUrl: 'http://127.0.0.1/',
	formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
	webhookBaseUrl: 'http://127.0.0.1:5678/webhook',
	webhookWaitingBaseUrl: 'http://127.0.0.1:5678/webhook-waiting',
	webhookTestBaseUrl: 'http://127.0.0.1:5678/webhook-test',
};

/** What n8n gives every execution beside the workflow. */
function createAdditionalData(credentialsHelper, extra = {}) {
	const now = new Date();
	const workflow = { id: 'workflow', name: 'workflow', active: false, nodes: [], connections: {} };
	return {
		...URLS,
		credentialsHelper,
		executionId: 'test',
		userId: 'user',
		variables: {},
		setExecutionStatus() {},
		sendDataToUI() {},
		logAiEvent() {},
		getRunExecutionData: async () => undefined,
		executeWorkflow: async () => {
			throw new Error('no sub-workflows');
		},
		externalSecretsProxy: {
			update: async () => {},
			hasProvider: () => false,
			hasSecret: () => false,
			getSecret: () => undefined,
			listSecrets: () => [],
			listProviders: () => [],
		},
		hooks: new ExecutionLifecycleHooks('manual', 'test', {
			...workflow,
			isArchived: false,
			createdAt: now,
			updatedAt: now,
		}),
		...extra,
	};
}

module.exports = { createAdditionalData };
