const fs = require('node:fs');
const { longest } = require('./rows.cjs');

/** The most memory that a process had since it began, in MB; undefined where the system does not say. */
function peakOf(pid) {
	const file = `/proc/${pid}/status`;
	if (!fs.existsSync(file)) return undefined;
	const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(fs.readFileSync(file, 'utf8')) ?? [];
	return Math.round(Number(kilobytes) / 1024);
}

/**
 * The most memory that a fresh n8n has while it reads the longest list, by contestant.
 *
 * @param {import('../n8n/stage.cjs').Stage} stage
 * @param {Awaited<ReturnType<typeof import('./contestants.cjs').createContestants>>} contestants
 * @param {number} rounds
 * @returns {Promise<{ours: number[], httpRequest: number[]} | undefined>} MB; undefined where the
 *   system does not say
 */
async function measureMemory({ server }, contestants, rounds) {
	/** @type {{ours: number[], httpRequest: number[]}} */
	const peaks = { ours: [], httpRequest: [] };
	if (peakOf(process.pid) === undefined) return undefined;
	for (let round = 0; round < rounds; round++) {
		for (const who of /** @type {const} */ (['ours', 'httpRequest'])) {
			await server.stop();
			await server.start();
			const { error } = await contestants.run(
				who,
				longest,
				{ latencyMs: 0 },
				{ whenDone: () => peaks[who].push(peakOf(server.pid()) ?? NaN) },
			);
			if (error) throw new Error(`${longest.name}, ${who}: ${error}`);
		}
	}
	return peaks;
}

module.exports = { measureMemory };
