const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks again and again until there is an answer.
 * @template T
 * @param {() => Promise<T | undefined> | T | undefined} ask answers something truthy when it is done; throws to give up
 * @param {{timeout?: number, every?: number, what: string}} options milliseconds; `what` is for the error
 * @returns {Promise<T>}
 */
async function until(ask, { timeout = 30_000, every = 50, what }) {
	const end = Date.now() + timeout;
	for (;;) {
		const answer = await ask();
		if (answer) return answer;
		if (Date.now() > end) throw new Error(`Waited ${timeout / 1000} s in vain for ${what}`);
		await sleep(every);
	}
}

module.exports = { until };
