const { examples } = require('../../demo/examples.cjs');
const { n8n, name: packageName } = require('../../package.json');
const { operationName, operationsIn } = require('./support/nodes.cjs');

/** After all other tests: what they have left out. */
module.exports = (e2e) => {
	test('every node is in an example', () => {
		const used = new Set(examples().flatMap(({ nodes }) => nodes.map(({ type }) => type)));
		const types = n8n.nodes
			.map((file) => /(\w+)\.node\.js$/.exec(file)?.[1] ?? file)
			.map((name) => `${packageName}.${name[0].toLowerCase()}${name.slice(1)}`);
		expect(types.filter((type) => !used.has(type))).toEqual([]);
	});

	describe.each(['leadProsper', 'prosperStack'])('%s', (type) => {
		test('every operation that it offers was run', async () => {
			const offered = operationsIn(await e2e.describeNode(type));
			expect(offered.length).toBeGreaterThan(0);
			const never = offered
				.map((operation) => operationName(type, operation))
				.filter((name) => !e2e.ran.has(name));
			expect(never).toEqual([]);
		});

		test('n8n has an output schema for every operation', async () => {
			for (const { resource, operation } of operationsIn(await e2e.describeNode(type))) {
				const schema = await e2e.outputSchema(type, resource, operation);
				expect({ resource, operation, schema }).toMatchObject({
					schema: { type: 'object', properties: expect.any(Object) },
				});
			}
		});

		test('it is there as a tool for AI agents', async () => {
			expect(await e2e.describeNode(`${type}Tool`)).toBeDefined();
		});
	});
};
