const fs = require('node:fs');
const path = require('node:path');

/** `{resource: {operation: parameters}}` as rows for `test.each`. */
const casesOf = (parameters) =>
	Object.entries(parameters).flatMap(([resource, operations]) =>
		Object.entries(operations).map(([operation, values]) => [resource, operation, values]),
	);

/**
 * Tests that hold for the operations of either node.
 * @param {(name: string) => object[]} propertiesOf the node's properties of that name, once tests run
 * @param {ReturnType<typeof casesOf>} cases
 * @param {string} schemas the folder of the node's output schemas
 */
function testOperations(propertiesOf, cases, schemas) {
	test('every operation has a case here and a schema, and no schema is left over', () => {
		const operations = propertiesOf('operation').flatMap(({ displayOptions, options }) =>
			options.map(({ value }) => `${displayOptions.show.resource[0]}/${value}`),
		);
		const names = fs
			.readdirSync(schemas, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.json'))
			.map((name) => name.replace(/\.json$/, '').replaceAll(path.sep, '/'));
		expect(cases.map(([resource, operation]) => `${resource}/${operation}`).sort()).toEqual(
			operations.sort(),
		);
		expect(names.sort()).toEqual(operations.sort());
	});

	test('resources and operations are in alphabetical order, each with an action', () => {
		const [resources] = propertiesOf('resource');
		for (const { options } of [resources, ...propertiesOf('operation')]) {
			const names = options.map(({ name }) => name);
			expect(names).toEqual([...names].sort());
		}
		for (const { options } of propertiesOf('operation')) {
			for (const { action } of options) expect(action).toMatch(/^[A-Z]/);
		}
	});
}

module.exports = { casesOf, testOperations };
