/** What n8n's editor makes of the nodes' descriptions, where it surprises. */
const { NodeHelpers } = require('n8n-workflow');
const { createEngine } = require('../support/engine.cjs');

let engine;
let descriptions;

beforeAll(async () => {
	engine = await createEngine();
	descriptions = Object.values(engine.loader.nodeTypes).map(({ type }) => type.description);
});

afterAll(() => engine.close());

test('the editor hides no resource or operation', () => {
	// It takes the properties that a credential's `show` names for its own, shows them in the
	// credential's dialog, and hides from the panel whatever they depend on.
	const hidden = descriptions.flatMap(({ name, credentials = [], properties }) => {
		const named = credentials.flatMap(({ displayOptions }) =>
			Object.keys(displayOptions?.show ?? {}),
		);
		return properties
			.filter((property) => named.includes(property.name))
			.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {}))
			.map((property) => `${name}: ${property}`);
	});
	expect(hidden).toEqual([]);
});

test('each operation asks for one credential: the account’s, or the supplier’s where that is chosen', () => {
	const description = descriptions.find(({ name }) => name === 'leadProsper');
	const { properties } = description;
	const asked = (parameters) =>
		description.credentials
			.filter((credential) =>
				NodeHelpers.displayParameter(parameters, credential, { typeVersion: 1 }, description),
			)
			.map(({ name }) => name);

	for (const { options } of properties.filter(({ name }) => name === 'resource')) {
		for (const { value: resource } of options) {
			const isOf = ({ name, displayOptions }) =>
				name === 'operation' && displayOptions.show.resource.includes(resource);
			for (const { value: operation } of properties.find(isOf).options) {
				const submits = resource === 'lead' && ['ping', 'post', 'submit'].includes(operation);
				const choices = submits ? ['accountKey', 'supplierKey'] : [undefined];
				for (const authentication of choices) {
					expect({
						resource,
						operation,
						authentication,
						asked: asked({ resource, operation, authentication }),
					}).toEqual({
						resource,
						operation,
						authentication,
						asked: [authentication === 'supplierKey' ? 'leadProsperSupplierApi' : 'leadProsperApi'],
					});
				}
			}
		}
	}
});
