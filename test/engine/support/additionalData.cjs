const { ExecutionLifecycleHooks } = require('n8n-core');

const URLS = {
	restApiUrl: 'http://127.0.0.1/rest',
	instanceBaseUrl: 'http://127.0.0.1/',
	formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
	webhookBaseUrl: 'http://127.0.0.1:5678/webhook',
	webhookWaitingBaseUrl: 'http://127.0.0.1:5678/webhook-waiting',
	webhookTestBaseUrl: 'http://127.0.0.1:5678/webhook-test',
};

/**
 * What n8n gives every execution beside the workflow.
 * @param {import('n8n-workflow').ICredentialsHelper} credentialsHelper
 * @param {object} [extra]
 * @returns {import('n8n-workflow').IWorkflowExecuteAdditionalData}
 */
function createAdditionalData(credentialsHelper, extra = {}) {
	const now = new Date();
	const workflow = { id: 'workflow', name: 'workflow', active: false, nodes: [], connections: {} };
	return {
		...URLS,
		credentialsHelper,
		executionId: 'test',
		userId: 'user',
		variables: {},
		currentNodeExecutionIndex: 0,
		setExecutionStatus() {},
		sendDataToUI() {},
		logAiEvent() {},
		getRunExecutionData: async () => undefined,
		executeWorkflow: async () => {
			throw new Error('no sub-workflows');
		},
		startRunnerTask: async () => {
			throw new Error('no task runners');
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
			activeVersionId: null,
			isArchived: false,
			createdAt: now,
			updatedAt: now,
		}),
		...extra,
	};
}

module.exports = { createAdditionalData };
