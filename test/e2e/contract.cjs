/** After all other tests: what the sandbox has seen of them. */
module.exports = (e2e) => {
	test('no request was outside the contract', () => {
		expect(e2e.sandbox.violations()).toEqual([]);
	});

	test('every operation of the contract was exercised', () => {
		const operations = Object.entries(e2e.sandbox.operations());
		const never = operations.filter(([, { count }]) => count === 0).map(([id]) => id);
		expect(never).toEqual([]);
		const { length: requests } = e2e.sandbox.requests();
		process.stdout.write(
			`Contract: all ${operations.length} operations exercised, ${requests} requests checked\n`,
		);
	});
};
