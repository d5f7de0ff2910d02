/** What the memory takes in n8n's database, through n8n's engine; for whole days see the unit tests. */
const { HOUR, QUIET, one, triggerTests } = require('./support.cjs');

const here = triggerTests();

/** As many as come in an hour of a day of 100,000. */
const AN_HOUR = Math.ceil(100_000 / 24);
const stepMs = Math.floor(HOUR / AN_HOUR);

test('New Lead, 100,000 leads a day: less than 50 kB', async () => {
	const trigger = await here.active({ event: 'newLead', ...one(QUIET) });
	here.step(HOUR);
	here.addLeads({ count: AN_HOUR, stepMs });
	expect(await trigger.poll()).toHaveLength(AN_HOUR);
	expect(here.asked()).toHaveLength(Math.ceil(AN_HOUR / 99));
	expect(trigger.size()).toBeGreaterThan(40_000);
	expect(trigger.size()).toBeLessThan(50_000);

	// Two hours later all of them are out of the window.
	here.step(2 * HOUR);
	await trigger.poll();
	here.step(2 * HOUR);
	await trigger.poll();
	expect(trigger.size()).toBeLessThan(500);
});

test('Lead Changed: 22 bytes a lead in the window', async () => {
	const trigger = here.trigger({ event: 'leadChanged', ...one(QUIET) });
	here.addLeads({ count: AN_HOUR, stepMs });
	await trigger.activate();
	expect(trigger.size() / AN_HOUR).toBeLessThan(23);
});
