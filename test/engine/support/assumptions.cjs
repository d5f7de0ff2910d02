/**
 * Each alternative of docs/assumptions.json that the sandbox can show has a case: what the operations
 * that depend on it come to.
 */
const { Container } = require('@n8n/di');
const { assumptions } = require('../../../docs/assumptions.cjs');

/**
 * Those of a service that the sandbox can show, by `assumption/alternative`.
 *
 * @returns {Record<string, import('../../../docs/assumptions.cjs').Alternative>}
 */
const alternativesOf = (service) =>
	Object.fromEntries(
		assumptions
			.filter((assumption) => assumption.service === service)
			.flatMap(({ id, alternatives }) =>
				alternatives
					.filter(({ options }) => options !== undefined)
					.map((alternative) => [`${id}/${alternative.id}`, alternative]),
			),
	);

/** What n8n's log was warned of, since the test began. */
function watchLog() {
	/** @type {string[]} */
	const warnings = [];
	beforeAll(() => {
		const { Logger } = require('@n8n/backend-common');
		jest.spyOn(Container.get(Logger), 'warn').mockImplementation((message) => {
			warnings.push(message);
		});
	});
	beforeEach(() => {
		warnings.length = 0;
	});
	return warnings;
}

/** @type {Record<string, (run: any, warnings: string[]) => void>} */
const checks = {
	right({ error, hints }, warnings) {
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(warnings).toEqual([]);
	},
	stops({ error, items }) {
		expect(error?.message).toEqual(expect.any(String));
		expect(error.description).toEqual(expect.any(String));
		expect(items.flat()).toEqual([]);
	},
	told({ error, hints }, warnings) {
		expect(error).toBeUndefined();
		expect(hints).not.toEqual([]);
		expect(warnings).not.toEqual([]);
	},
};

/**
 * @param {'leadProsper' | 'prosperStack'} service
 * @param {(options: object) => void} setOptions the sandbox's
 * @param {Record<string, (vary: () => void) => Promise<unknown>>} node by `assumption/alternative`: runs
 * operations and compares what they give with the sandbox's own data; `vary` makes the sandbox as
 * the alternative says. A run of the engine, or several, that it gives is checked to be right, to
 * stop or to tell, as the alternative says
 */
function testNode(service, setOptions, node) {
	const alternatives = alternativesOf(service);
	const warnings = watchLog();

	test.each(Object.entries(node))('%s', async (name, run) => {
		const { options, result } = alternatives[name];
		const runs = await run(() => setOptions(options));
		for (const one of [runs].flat()) if (one) checks[result](one, warnings);
	});
}

/** As `testNode`, of the triggers: they have no panel, so their cases check all themselves. */
function testTriggers(service, setOptions, triggers) {
	const alternatives = alternativesOf(service);
	test.each(Object.entries(triggers))('%s', async (name, run) => {
		await run(() => setOptions(alternatives[name].options));
	});
}

/** @param {object[]} cases of `testNode` and `testTriggers` */
function testEveryAlternative(service, ...cases) {
	test('every alternative that the sandbox can show has a case, and no case is left over', () => {
		const names = new Set(cases.flatMap((some) => Object.keys(some)));
		expect([...names].sort()).toEqual(Object.keys(alternativesOf(service)).sort());
	});
}

/** The value of an option or filter that the editor shows under this name, as parameters hold it. */
function parameterNamed(engine, type, displayName) {
	const { properties } = engine.nodeTypes.getByName(`n8n-nodes-prosper.${type}`).description;
	const all = properties.flatMap((property) => [property, ...(property.options ?? [])]);
	const found = all.find((property) => property.displayName?.startsWith(displayName));
	if (!found) throw new Error(`The node has no field “${displayName}”`);
	return found.name;
}

module.exports = { parameterNamed, testEveryAlternative, testNode, testTriggers };
