/**
 * Each alternative of docs/assumptions.json that the sandbox can show has a case: what the operations
 * that depend on it come to.
 */

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

/**
 * @typedef {import('./engine.cjs').NodeRun} NodeRun
 *
 * @type {Record<string, (run: NodeRun) => void>}
 */
const checks = {
	right({ error, hints, logged }) {
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(logged).toEqual([]);
	},
	stops({ error, items }) {
		expect(error).toMatchObject({ message: expect.any(String), description: expect.any(String) });
		expect(items.flat()).toEqual([]);
	},
	told({ error, hints, logged }) {
		expect(error).toBeUndefined();
		expect(hints).not.toEqual([]);
		expect(logged).not.toEqual([]);
	},
};

/**
 * @param {'leadProsper' | 'prosperStack'} service
 * @param {(options: object) => void} setOptions the sandbox's
 * @param {Record<string, (vary: () => void) => Promise<NodeRun | NodeRun[] | void>>} node by `assumption/alternative`: runs
 * operations and compares what they give with the sandbox's own data; `vary` makes the sandbox as
 * the alternative says. A run of the engine, or several, that it gives is checked to be right, to
 * stop or to tell, as the alternative says
 */
function testNode(service, setOptions, node) {
	const alternatives = alternativesOf(service);

	test.each(Object.entries(node))('%s', async (name, run) => {
		const { options, result } = alternatives[name];
		const runs = await run(() => setOptions(options));
		for (const one of runs ? [runs].flat() : []) checks[result](one);
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

/** That there are these records and no others, whatever their order. */
function expectSame(found, wanted) {
	const idsOf = (records) => new Set(records.map(({ id }) => id));
	const [ids, wantedIds] = [idsOf(found), idsOf(wanted)];
	expect({
		missing: [...wantedIds].filter((id) => !ids.has(id)).length,
		tooMany: [...ids].filter((id) => !wantedIds.has(id)).length,
		repeated: found.length - ids.size,
	}).toEqual({ missing: 0, tooMany: 0, repeated: 0 });
}

/** The name in the parameters of what the editor shows under this name. */
function parameterNamed(engine, type, displayName) {
	const { properties } = engine.nodeTypes.getByName(type).description;
	const all = properties.flatMap((property) => [property, ...(property.options ?? [])]);
	const found = all.find((property) => property.displayName?.startsWith(displayName));
	if (!found) throw new Error(`The node has no field “${displayName}”`);
	return found.name;
}

module.exports = { expectSame, parameterNamed, testEveryAlternative, testNode, testTriggers };
