'use strict';

/** The first and last steps of the workflows that tests, benchmarks and pictures save. */

/** Started by hand. Input items are pinned to it. */
const START = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Does nothing: what comes out of a trigger goes there. */
const END = {
	id: 'end',
	name: 'End',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [200, 0],
	parameters: {},
};

/**
 * Nodes one after another, for a workflow.
 * @template {{name: string}} Node
 * @param {Node[]} nodes
 */
const inALine = (nodes) => ({
	nodes,
	connections: Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name }, before) => [
				nodes[before].name,
				{ main: [[{ node: name, type: 'main', index: 0 }]] },
			]),
	),
});

module.exports = { END, inALine, START };
