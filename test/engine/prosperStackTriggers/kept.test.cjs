/** What was remembered outlives publishing and the restart of n8n that follows. */
const { idsOf, sleep, triggerTests } = require('./support.cjs');

const ps = triggerTests();

describe('published, then restarted before the next event', () => {
	test('with the node renamed: what was missed meanwhile comes, and nothing else', async () => {
		const { trigger, host } = await ps.active();
		const [first] = await ps.emit();
		await trigger.hook('delete');
		trigger.node = { ...trigger.node, name: 'Cancellation' };
		await trigger.activate({ activation: 'update' });
		const missed = await ps.miss(3);
		trigger.restart();
		await trigger.activate({ activation: 'init' });
		const [last] = await ps.emit();
		expect(idsOf(host.items()).sort()).toEqual([first, ...missed, last].sort());
	});

	test('a delivery that arrived while the old version was switched off does not come again', async () => {
		const { trigger, host } = await ps.active();
		ps.sandbox.fault({ kind: 'delay', ms: 300, path: '^/webhooks' });
		const switchingOff = trigger.hook('delete', { activation: 'update' });
		await sleep(50);
		const [first] = await ps.emit();
		await switchingOff;
		await trigger.activate({ activation: 'update' });
		trigger.restart();
		await ps.deliver(host, { event_id: first });
		const [second] = await ps.emit();
		expect(idsOf(host.items())).toEqual([first, second]);
	});

	test('nor does one that arrived while the workflow was switched off, and published later', async () => {
		const { trigger, host } = await ps.active();
		ps.sandbox.fault({ kind: 'delay', ms: 300, path: '^/webhooks' });
		const switchingOff = trigger.hook('delete', { activation: 'update' });
		await sleep(50);
		const [first] = await ps.emit();
		await switchingOff;
		trigger.restart();
		await trigger.activate({ activation: 'activate' });
		const [second] = await ps.emit();
		expect(idsOf(host.items())).toEqual([first, second]);
	});

	test('polling, with a filter that is widened: what it left out stays old', async () => {
		const trigger = ps.pollingTrigger({ filters: { status: ['canceled'] } });
		await trigger.poll();
		await ps.miss(20, { session: { status: 'saved' } });
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.publish({ filters: {} })).toBeNull();
		trigger.restart();
		expect(await trigger.poll()).toBeNull();
		const [id] = await ps.miss();
		expect(idsOf(await trigger.poll())).toEqual([id]);
	});
});
