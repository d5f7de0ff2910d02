/** Operations of the contract that no node has yet. A release has none. */
const notBuiltYet = ['deleteWebhook'];

/** After all other tests: what the sandbox has seen of them. */
module.exports = (e2e) => {
	test('no request was outside the contract', () => {
		expect(e2e.sandbox.violations()).toEqual([]);
	});

	test('every operation of the contract was exercised', () => {
		const operations = Object.entries(e2e.sandbox.operations());
		const never = operations.filter(([, { count }]) => count === 0).map(([id]) => id);
		expect(never.sort()).toEqual([...notBuiltYet].sort());
		process.stdout.write(
			`Contract: ${operations.length} operations, ${never.length} of them not exercised, ` +
				`${e2e.sandbox.requests().length} requests\n`,
		);
	});
};
