const { until } = require('../../../n8n/until.cjs');
const { outputsOf } = require('../../../n8n/workflows.cjs');

/** The items that a trigger handed to an execution; also to one that a crash has cut off. */
function triggered({ data }, nodeName) {
	const [items = []] = outputsOf({ data }, nodeName);
	const [first] = data.executionData?.nodeExecutionStack ?? [];
	return items.length > 0 ? items : (first?.data.main[0] ?? []);
}

/**
 * What went in and what came out: events that were fired against the executions of a workflow, those
 * by hand aside.
 *
 * @param {ReturnType<typeof import('../../../n8n/api.cjs').n8nApi>} api
 * @param {{id: string}} workflow
 * @param {string} nodeName of the trigger
 * @param {(json: object) => string | undefined} [idOf] what stands for an item; undefined for the
 *   empty one that n8n notes for a poll that failed
 */
function createLedger(api, workflow, nodeName, idOf = ({ event_id: id }) => id) {
	const counted = new Set();
	/** n8n recorded them, was killed before it started them, and never does. */
	const cutOff = new Set();

	const executionsByItself = async () =>
		(await api.executionsOf(workflow)).filter(({ mode }) => mode !== 'manual');

	const isOpen = ({ id, status }) => status === 'running' || (status === 'new' && !cutOff.has(id));

	/** The ids of the events of all executions since the last call; all must end in `timeout` ms. */
	async function emitted(timeout) {
		const all = await until(
			async () => {
				const executions = await executionsByItself();
				return executions.some(isOpen) ? undefined : executions;
			},
			{ timeout, what: 'all executions to end' },
		);
		const ids = [];
		const fresh = all.filter(({ id }) => !counted.has(id));
		for (const { id } of fresh.sort((a, b) => Number(a.id) - Number(b.id))) {
			counted.add(id);
			const items = triggered(await api.execution(id), nodeName);
			ids.push(...items.map(({ json }) => idOf(json)).filter((itemId) => itemId !== undefined));
		}
		return { ids, executions: fresh.length };
	}

	/**
	 * To be called when n8n is up again after a kill: of the executions that it had not started it
	 * says how many there are, and waits for them no longer.
	 */
	async function countCutOff() {
		const executions = await executionsByItself();
		for (const { id, status } of executions) if (status === 'new') cutOff.add(id);
		return cutOff.size;
	}

	/**
	 * Waits until each fired event has come out (or some time has passed), and a moment longer for
	 * what should not come.
	 * @param {string[]} fired ids of events
	 */
	async function settle(fired, { patience = 10_000 } = {}) {
		const ids = [];
		let executions = 0;
		const isComplete = async () => {
			const more = await emitted(Math.max(30_000, patience));
			ids.push(...more.ids);
			executions += more.executions;
			return fired.every((id) => ids.includes(id));
		};
		await until(isComplete, { timeout: patience, every: 200, what: 'all events' }).catch(() => {});
		await new Promise((resolve) => setTimeout(resolve, 500));
		await isComplete();
		const distinct = new Set(ids);
		return {
			ids,
			executions,
			fired: fired.length,
			emitted: ids.length,
			repeated: ids.length - distinct.size,
			lost: fired.filter((id) => !distinct.has(id)).length,
			unasked: [...distinct].filter((id) => !fired.includes(id)).length,
		};
	}

	return { countCutOff, settle };
}

module.exports = { createLedger };
