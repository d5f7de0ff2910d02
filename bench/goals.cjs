/**
 * What the nodes are to reach, in one place; the page says of each whether it was met.
 */
const { median } = require('./statistics.cjs');

/**
 * Our figure divided by the other's, round by round: what else the machine did then has slowed both.
 * @param {number[]} ours
 * @param {number[]} other
 * @returns {number[]} none where one of them failed in a round
 */
const ratios = (ours, other) =>
	ours.length === other.length ? ours.map((figure, round) => figure / other[round]) : [];

/** The middle one of the ratios; undefined where there are none. */
function ratio(ours, other) {
	const all = ratios(ours, other);
	return all.length > 0 ? median(all) : undefined;
}

/** A goal that a row has. @returns {number | undefined} the highest ratio to the HTTP Request node */
function mostOfHttpRequest({ row, latencyMs }) {
	if (latencyMs === 0) return row.writes ? 1 : 0.65;
	if (row.isList) return 1.1;
	if (row.key === 'lookUps100') return latencyMs === 50 ? 2 : 3;
	return undefined;
}

const MOST_OF_BARE_LOOP = 1.5;
const MOST_OF_LEAST_TIME = 1.05;

const at = ({ row, latencyMs }) => `${row.name} at ${latencyMs} ms`;

/**
 * @param {import('./bench.cjs').Findings} findings
 * @returns {{what: string, goal: string, came: string, met: boolean}[]}
 */
function judge({ works, limited, memory }) {
	const judged = [];
	const atMost = (what, goal, value) => {
		const met = value !== undefined && value <= goal;
		judged.push({ what, goal: `≤ ${goal}`, came: value?.toFixed(2) ?? 'failed', met });
	};
	for (const work of works) {
		const { ours, httpRequest, bareLoop } = work.times;
		const goal = mostOfHttpRequest(work);
		// A contestant that failed did not do the work: there is nothing to compare.
		if (goal !== undefined && httpRequest.length > 0) {
			atMost(`${at(work)}, to the HTTP Request node`, goal, ratio(ours, httpRequest));
		}
		if (work.row.isList) {
			atMost(`${at(work)}, to the bare loop`, MOST_OF_BARE_LOOP, ratio(ours, bareLoop));
		}
	}
	for (const { row, who, headers, leastMs, ms, refused } of limited) {
		if (who !== 'ours' || !headers) continue;
		const time = ms === undefined ? undefined : ms / leastMs;
		atMost(`${row.name} under a limit, to the least time`, MOST_OF_LEAST_TIME, time);
		atMost(`${row.name} under a limit, refused requests`, 0, refused);
	}
	if (memory) {
		const { ours, httpRequest } = memory;
		atMost('peak memory, to the HTTP Request node', 1, ratio(ours, httpRequest));
	}
	return judged;
}

module.exports = { judge, ratios };
