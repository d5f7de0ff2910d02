/** `npm run verify` against the sandbox: in its default, and in each of its variants. */
const { assumptions } = require('../../docs/assumptions.cjs');
const { OPTIONS: LEAD_PROSPER } = require('../../sandbox/leadprosper/options.cjs');
const { OPTIONS: PROSPER_STACK } = require('../../sandbox/prosperstack/options.cjs');
const { startSandbox } = require('../../sandbox/index.cjs');
const { clean, markdown, summary } = require('../../verify/report.cjs');
const { PROBES, verify } = require('../../verify/verify.cjs');
const { realDate, setDate } = require('./support/clock.cjs');

const TODAY = '2026-03-12T15:00:00Z';
const SERVICES = { leadProsper: LEAD_PROSPER, prosperStack: PROSPER_STACK };

/** @type {import('../../sandbox/index.cjs').Sandbox} */
let sandbox;

beforeAll(async () => {
	setDate(TODAY);
	sandbox = await startSandbox({ today: TODAY, rateLimit: { limit: 1_000_000 } });
});
afterAll(async () => {
	await sandbox.close();
	realDate();
});
beforeEach(() => sandbox.reset());

const settings = { perMinute: Infinity, patienceMs: 3_000 };

const run = (services, more = {}) => {
	const access = Object.fromEntries(services.map((name) => [name, sandbox[name]]));
	return verify({ access, ...settings, ...more });
};

/** An incomplete session turned into a deflected one some hours ago. */
async function deflectOne() {
	const { id } = sandbox.data.sessions().find(({ status }) => status === 'incomplete');
	const at = new Date(Date.now() - 5 * 3_600_000).toISOString();
	await sandbox.emit({ at, deliver: false, session: { id, status: 'deflected' } });
}

/** What the sandbox does as long as no option says otherwise. */
const initial = (service) =>
	Object.fromEntries(
		Object.entries(SERVICES[service]).map(([name, { initial: value }]) => [name, value]),
	);

/** Whether the sandbox does this, with these of its options. */
const isSo = ({ options }, values) =>
	options !== undefined &&
	Object.entries(options).every(
		([name, value]) => JSON.stringify(values[name]) === JSON.stringify(value),
	);

const probed = (service) =>
	assumptions.filter((one) => one.service === service && one.verify !== 'no');

/** The alternatives that refute an assumption in such a sandbox. */
const refuting = ({ alternatives }, values) =>
	alternatives.filter((one) => !one.within && isSo(one, values)).map(({ id }) => id);

/** Every variant of the sandbox that an assumption names, each once. */
const variants = Object.keys(SERVICES).flatMap((service) => {
	const all = probed(service).flatMap(({ id, alternatives }) =>
		alternatives.flatMap(({ id: alternative, options }) =>
			options ? [{ name: `${id}/${alternative}`, service, options }] : [],
		),
	);
	const isFirst = ({ options }, index) =>
		all.findIndex((other) => JSON.stringify(other.options) === JSON.stringify(options)) === index;
	return all.filter(isFirst);
});

/** What is refuted is what the sandbox does otherwise, and the alternative that it does is named. */
function expectRight(found, values) {
	const refuted = found.filter(({ finding }) => finding.verdict === 'refuted');
	const ids = refuted.map(({ assumption }) => assumption.id);
	const expected = probed(found[0].assumption.service).filter(
		(one) => refuting(one, values).length > 0,
	);
	expect(ids.sort()).toEqual(expected.map(({ id }) => id).sort());
	for (const { assumption, finding } of refuted) {
		const named = finding.alternatives.filter((id) => refuting(assumption, values).includes(id));
		expect({ id: assumption.id, named }).not.toEqual({ id: assumption.id, named: [] });
	}
	const failed = found.filter(({ finding }) => finding.evidence.startsWith('the probe failed'));
	expect(failed).toEqual([]);
}

test('every assumption that is marked so has its probe, and no probe is left over', () => {
	for (const [service, { reading, writing }] of Object.entries(PROBES)) {
		const marked = (how) =>
			assumptions
				.filter((one) => one.service === service && one.verify === how)
				.map(({ id }) => id);
		expect(Object.keys(reading).sort()).toEqual(marked('read').sort());
		expect(Object.keys(writing).sort()).toEqual(marked('write').sort());
	}
});

test('in a sandbox that does as assumed: what can be seen there is confirmed', async () => {
	await deflectOne();
	const verified = await run(Object.keys(SERVICES), { write: true });
	for (const { operations, deviations } of verified) {
		expect(operations.filter(({ worked }) => !worked)).toEqual([]);
		expect(operations.length).toBeGreaterThan(10);
		expect(deviations).toEqual([]);
	}
	const found = verified.flatMap((one) => one.found);
	const notConfirmed = found.filter(({ finding }) => finding.verdict !== 'confirmed');
	expect(
		Object.fromEntries(
			notConfirmed.map(({ assumption, finding }) => [assumption.id, finding.verdict]),
		),
	).toEqual({ supplierStats: 'refuted', subIdNames: 'not seen', capWithoutLimit: 'not seen' });
});

test.each(variants)('$name', async ({ service, options }) => {
	sandbox.setOptions(options);
	await deflectOne();
	const [{ found, deviations }] = await run([service], { write: true });
	expectRight(found, { ...initial(service), ...options });
	expect(deviations).toEqual([]);
});

test('without --write nothing is changed, and what needs it is not seen', async () => {
	const verified = await run(Object.keys(SERVICES));
	const changing = sandbox
		.requests()
		.filter(({ method, path }) => method !== 'GET' && path !== '/public/leads/debug');
	expect(changing).toEqual([]);
	expect(sandbox.requests().some(({ path }) => /pause|resume/.test(path))).toBe(false);
	const writing = verified
		.flatMap((one) => one.found)
		.filter(({ assumption }) => assumption.verify === 'write');
	expect(writing.length).toBeGreaterThan(8);
	for (const { finding } of writing) {
		expect(finding).toMatchObject({ verdict: 'not seen', evidence: 'needs --write' });
	}
});

test('with --write only test leads are submitted, and what was made is deleted again', async () => {
	const before = { ...sandbox.data.webhooks() };
	const properties = sandbox.data.properties();
	await run(Object.keys(SERVICES), { write: true });
	const submitted = sandbox
		.requests()
		.filter(({ path }) => ['/direct_post', '/ping', '/post'].includes(path));
	expect(submitted.length).toBeGreaterThan(3);
	for (const { body } of submitted) expect(body.lp_action).toBe('test');
	expect({ ...sandbox.data.webhooks() }).toEqual(before);
	expect(sandbox.data.properties()).toEqual(properties);
});

test('--write is refused with a key that is no test key, before any request', async () => {
	const access = { prosperStack: { ...sandbox.prosperStack, apiKey: 'key_live_secret' } };
	const refused = verify({ access, ...settings, write: true });
	await expect(refused).rejects.toThrow(/must be a test key/);
	await expect(refused).rejects.not.toThrow(/secret/);
	expect(sandbox.requests()).toEqual([]);
});

test('a wrong key and a wrong address are told', async () => {
	const wrong = { ...sandbox.leadProsper, apiKey: 'not-the-key' };
	const refused = verify({ access: { leadProsper: wrong }, ...settings });
	await expect(refused).rejects.toThrow(/^Lead Prosper refused the API key \(HTTP 401\)/);
	const plain = { ...sandbox.leadProsper, baseUrl: 'http://example.com' };
	await expect(verify({ access: { leadProsper: plain }, ...settings })).rejects.toThrow(
		/must begin with https/,
	);
});

test('answers outside the contract are told, by their place in it', async () => {
	const [campaign] = sandbox.data.campaigns();
	const body = [{ ...campaign, name: 5 }];
	sandbox.fault({ kind: 'status', status: 200, path: '^/public/campaigns$', times: 1000, body });
	const [{ deviations }] = await run(['leadProsper']);
	expect(deviations).toEqual([
		expect.stringMatching(/^GET \/public\/campaigns, status 200: .*name must be string/),
	]);
});

/** All texts within a value that say who somebody is or what is theirs. */
function valuesIn(value) {
	if (Array.isArray(value)) return value.flatMap(valuesIn);
	if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(valuesIn);
	return typeof value === 'string' ? [value] : [];
}

test('neither a key nor anything of a record is in the report or the table', async () => {
	await deflectOne();
	const verified = await run(Object.keys(SERVICES), { write: true });
	const keys = [sandbox.leadProsper.apiKey, sandbox.prosperStack.apiKey];
	const report = markdown(verified, { write: true, at: new Date(), keys });
	const table = summary(verified, { keys });
	const { data } = sandbox;
	const records = [
		...data.subscribers().map(({ id, platform_id, name, email }) => [id, platform_id, name, email]),
		...data.subscriptions().map(({ id, platform_id }) => [id, platform_id]),
		...data.sessions().map(({ id }) => id),
		...data.events().map(({ id }) => id),
		...data
			.leads()
			.map(({ id, lead_data: lead }) => [
				id,
				lead.first_name && `${lead.first_name} ${lead.last_name}`,
				lead.email,
				lead.phone,
				lead.address,
			]),
		...data.campaigns().flatMap(({ suppliers }) => suppliers.map(({ hash }) => hash)),
	];
	const values = [...new Set([...keys, ...valuesIn(records)])].filter((text) => text.length > 3);
	expect(values.length).toBeGreaterThan(10_000);
	for (const text of [report, table]) {
		expect(text.length).toBeGreaterThan(2_000);
		expect(values.filter((value) => text.includes(value))).toEqual([]);
		expect(text).not.toMatch(/@example\./);
	}
	expect(report).toContain('nodes/LeadProsper/api/stats.ts');
	expect(report).toMatch(/\*\*supplierStats\*\*/);
});

test('a key, an address or a number that an answer brought is taken out', () => {
	const text = clean(
		'a-key, ada@example.org, +1 (212) 555-0100, 2125550100, 2026-03-12, 5 of 100',
		['a-key'],
	);
	expect(text).toBe('[removed], [removed], [removed], [removed], 2026-03-12, 5 of 100');
});
