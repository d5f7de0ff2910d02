/** Two n8n processes that receive deliveries in turn, and share the static data only. */
const { idsOf, sleep, triggerTests } = require('./support.cjs');

const ps = triggerTests();

test('each event once, also where the other process is delivered a copy later', async () => {
	const { host } = await ps.active();
	await host.addProcess();
	const fired = [];
	// The first contact: neither knows of the other yet.
	for (let i = 0; i < 2; i++) fired.push(...(await ps.emit()));
	for (let i = 0; i < 40; i++) {
		fired.push(...(await ps.emit()));
		await sleep(5);
	}
	for (const event_id of fired.slice(-10)) {
		await ps.deliver(host, { event_id });
		await ps.deliver(host, { event_id });
	}
	expect(idsOf(host.items())).toEqual(fired);
});

test('what was missed may have been delivered to the other process: it waits', async () => {
	const { host } = await ps.active();
	await host.addProcess();
	const fired = [];
	for (let i = 0; i < 4; i++) fired.push(...(await ps.emit()));
	const missed = await ps.miss(3);
	for (let i = 0; i < 4; i++) fired.push(...(await ps.emit()));
	expect(idsOf(host.items())).toEqual(fired);
	expect(missed).toHaveLength(3);
});
