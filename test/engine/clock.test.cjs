/** The clock that all engine tests run by: support/environment/clock.cjs. */
const fs = require('node:fs/promises');
const http = require('node:http');
const { once } = require('node:events');
const { hrtime } = require('node:process');
const { setTimeout: sleep } = require('node:timers/promises');
const { portOf } = require('../../n8n/ports.cjs');

/** Milliseconds that have really passed. */
const reallyPassed = () => Number(hrtime.bigint() / 1_000_000n);

test('a long wait is short, and has its length by either clock', async () => {
	const [real, date, clock] = [reallyPassed(), Date.now(), performance.now()];
	await sleep(60_000);
	expect(Math.abs(Date.now() - date - 60_000)).toBeLessThan(1_000);
	expect(Math.abs(performance.now() - clock - 60_000)).toBeLessThan(1_000);
	expect(reallyPassed() - real).toBeLessThan(20_000);
});

test('timers end in their order', async () => {
	const ended = [];
	const stopped = setTimeout(() => ended.push('stopped'), 500);
	await Promise.all(
		[3_000, 1_000, 2_000].map(async (ms) => {
			await sleep(ms);
			ended.push(ms);
			clearTimeout(stopped);
		}),
	);
	expect(ended).toEqual(['stopped', 1_000, 2_000, 3_000]);
});

test('what works is not leapt over: a limit of a second does not end before', async () => {
	const server = http.createServer((_request, response) => {
		void fs.readFile(__filename).then(() => response.end('here'));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	let isOver = false;
	const limit = setTimeout(() => {
		isOver = true;
	}, 1_000);
	const answer = await fetch(`http://127.0.0.1:${portOf(server)}`);
	expect(await answer.text()).toBe('here');
	expect(isOver).toBe(false);
	clearTimeout(limit);
	server.close();
});
