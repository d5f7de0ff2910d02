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

/** Every field of a node but n8n's own, also those within collections, with where it is. */
function fieldsOf({ name, properties }) {
	const within = (property, at) => {
		const here = `${at} › ${property.displayName}`;
		const inner = (property.options ?? []).flatMap((option) =>
			option.values ? option.values : option.type ? [option] : [],
		);
		return [{ ...property, here }, ...inner.flatMap((one) => within(one, here))];
	};
	const own = properties.filter((property) => property.name !== 'pollTimes');
	return own.flatMap((property) => within(property, name));
}

const allFields = () => descriptions.flatMap(fieldsOf);
/** The choices of a field; the fields of a collection are none. */
const choicesOf = ({ options = [], here }) =>
	options
		.filter((option) => 'value' in option)
		.map((option) => ({ ...option, here: `${here} › ${option.name}` }));
const hereOf = ({ here }) => here;

/** Rules of n8n's UX guidelines that its linter does not check. */
describe('words', () => {
	test('no description is longer than 200 characters', () => {
		const texts = allFields().flatMap((field) => [field, ...choicesOf(field)]);
		expect(texts.length).toBeGreaterThan(200);
		expect(texts.filter(({ description = '' }) => description.length > 200).map(hereOf)).toEqual(
			[],
		);
		for (const { description } of descriptions) expect(description.length).toBeLessThan(200);
	});

	test('a notice is no essay', () => {
		const notices = allFields().filter(({ type }) => type === 'notice');
		expect(notices.length).toBeGreaterThan(4);
		expect(notices.filter(({ displayName }) => displayName.length > 250).map(hereOf)).toEqual([]);
	});

	test('a field that takes a record, a list or a text says what it is for', () => {
		const TAKES = ['fixedCollection', 'json', 'multiOptions', 'resourceLocator', 'resourceMapper'];
		const silent = allFields().filter(
			({ type, description, placeholder = '', options }) =>
				(type === 'string' || TAKES.includes(type)) &&
				!description &&
				!placeholder.startsWith('e.g. ') &&
				!options?.every((option) => option.description),
		);
		expect(silent.map(hereOf)).toEqual([]);
	});

	test('each way to pick a record by hand has an example', () => {
		const modes = allFields().flatMap(({ modes: all = [], here }) =>
			all.map((mode) => ({ ...mode, here: `${here} › ${mode.displayName}` })),
		);
		const byHand = modes.filter(({ type }) => type === 'string');
		expect(byHand.length).toBeGreaterThan(10);
		expect(byHand.filter(({ placeholder = '' }) => !placeholder.startsWith('e.g. '))).toEqual([]);
	});

	test('a switch says whether', () => {
		const switches = allFields().filter(({ type }) => type === 'boolean');
		expect(switches.filter(({ description = '' }) => !description.startsWith('Whether '))).toEqual(
			[],
		);
	});

	test('actions are short: no articles', () => {
		const actions = allFields().flatMap((field) => choicesOf(field).map(({ action }) => action));
		const named = actions.filter((action) => action !== undefined);
		expect(named.length).toBeGreaterThan(30);
		expect(named.filter((action) => /\b(a|an|the)\b/i.test(action))).toEqual([]);
	});

	test('below a node on the canvas are words', async () => {
		for (const { name, properties } of descriptions) {
			const operations = properties.filter((property) => property.name === 'operation');
			for (const { displayOptions, options } of operations) {
				for (const { value: operation } of options) {
					const [resource] = displayOptions.show.resource;
					const subtitle = await engine.subtitle(name, { resource, operation });
					expect(subtitle).toMatch(/^[A-Z][a-z]+( [a-z]+)*: [a-z]+( [a-z]+)*$/);
				}
			}
		}
		const subtitle = (resource, operation) =>
			engine.subtitle('prosperStack', { resource, operation });
		expect(await subtitle('flowSession', 'getAll')).toBe('Get many: flow session');
		// n8n looks for this text, and shows nothing then.
		expect(await subtitle('flow', '__CUSTOM_API_CALL__')).toContain('__CUSTOM_API_CALL__');
	});

	test('below a trigger, too', async () => {
		const events = ['flow_session_completed', 'flow_session_started'];
		for (const trigger of ['prosperStackTrigger', 'prosperStackPollingTrigger']) {
			expect(await engine.subtitle(trigger, { events })).toBe(
				'Flow session completed, flow session started',
			);
		}
		expect(await engine.subtitle('leadProsperTrigger', { event: 'capReached' })).toBe(
			'Cap reached',
		);
	});

	test('the address of a webhook that registers itself is not shown', () => {
		const hides = ({ webhooks = [] }) => webhooks.map(({ ndvHideUrl = false }) => ndvHideUrl);
		const ofTriggers = descriptions.map((one) => [one.name, hides(one)]);
		expect(Object.fromEntries(ofTriggers)).toMatchObject({
			leadProsperWebhookTrigger: [false],
			prosperStackTrigger: [true],
		});
		expect(engine.notices('prosperStackTrigger', {})[0]).toContain('registers the webhook');
	});
});
