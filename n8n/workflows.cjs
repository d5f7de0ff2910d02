/**
 * Workflows as files: what an import into n8n and a first run by hand need.
 */

/**
 * The workflow with the ids of saved credentials, as somebody picks them after an import. A step whose
 * credential was not saved has none: it can be there, but not run.
 * @param {object} workflow
 * @param {Record<string, {id: string, name: string}>} credentials by credential type
 */
function withCredentials(workflow, credentials) {
	const fill = (wanted) =>
		Object.fromEntries(
			Object.keys(wanted)
				.filter((type) => credentials[type])
				.map((type) => {
					const { id, name } = credentials[type];
					return [type, { id, name }];
				}),
		);
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.credentials ? { ...node, credentials: fill(node.credentials) } : node,
		),
	};
}

/** The node that starts the workflow. */
function triggerOf({ name, nodes }) {
	const trigger = nodes.find(({ type }) => /trigger$|\.webhook$/i.test(type));
	if (!trigger) throw new Error(`The workflow "${name}" has no trigger`);
	return trigger;
}

/** The items that a node put out in an execution, by output. */
function outputsOf(execution, nodeName) {
	const outputs = execution.data.resultData.runData[nodeName]?.at(-1)?.data?.main ?? [];
	return outputs.map((items) => items ?? []);
}

/**
 * An execution in four words.
 * @returns {{items: number, ms: number, ok: boolean, result: string}} items of the node that ran last
 */
function summary(execution) {
	const { lastNodeExecuted, error } = execution.data.resultData;
	return {
		items: outputsOf(execution, lastNodeExecuted).flat().length,
		// One that has waited, as a form does for its visitor, is said to have started after that.
		ms: Date.parse(execution.stoppedAt) - Date.parse(execution.createdAt),
		ok: execution.status === 'success',
		result: error ? error.message : execution.status,
	};
}

module.exports = { outputsOf, summary, triggerOf, withCredentials };
