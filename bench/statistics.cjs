/** @param {number[]} values at least one */
function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A time in milliseconds as text, in seconds. */
const seconds = (ms) => (ms / 1000).toFixed(ms < 9_995 ? 2 : 1);

/** Times in milliseconds as text: the median in seconds and, of several, the shortest and the longest. */
function spread(times) {
	if (times.length === 1) return `${seconds(times[0])} s`;
	const ends = `${seconds(Math.min(...times))}–${seconds(Math.max(...times))}`;
	return `${seconds(median(times))} s (${ends})`;
}

module.exports = { median, spread };
