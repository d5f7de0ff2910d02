import { wait } from '../../../nodes/shared/transport/wait';

describe('wait', () => {
	test('lasts as long as asked', async () => {
		const began = Date.now();
		expect(await wait(60)).toBe(true);
		expect(Date.now() - began).toBeGreaterThanOrEqual(59);
	});

	test('ends at once when cancelled', async () => {
		const controller = new AbortController();
		const began = Date.now();
		const waiting = wait(60_000, controller.signal);
		controller.abort();
		expect(await waiting).toBe(false);
		expect(Date.now() - began).toBeLessThan(15_000);
	});

	test('does not begin when already cancelled', async () => {
		expect(await wait(60_000, AbortSignal.abort())).toBe(false);
	});
});
