const { until } = require('../../../n8n/until.cjs');

/**
 * What came of “Listen for test event”.
 *
 * @param {import('../../../n8n/stage.cjs').Stage} stage
 * @param {object} workflow
 * @param {'success' | 'error'} [status] that it ends with; an earlier test with another one is passed over
 * @returns {Promise<object>} its `runData`, by node name, and its `error`
 */
async function testExecution({ api }, workflow, status = 'success') {
	const isIt = (execution) => execution.mode === 'manual' && execution.status === status;
	const { id } = await until(async () => (await api.executionsOf(workflow)).find(isIt), {
		what: `a test execution with the status ${status}`,
	});
	return (await api.execution(id)).data.resultData;
}

module.exports = { testExecution };
