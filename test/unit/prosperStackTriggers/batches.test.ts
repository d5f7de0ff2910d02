import { createBatches } from '../../../nodes/ProsperStack/triggers/batches';

jest.useFakeTimers();

const none: ReadonlySet<string> = new Set();

/** Work that ends when it is told to. */
function work() {
	const calls: Array<{ items: string[]; end(left?: string[]): void; fail(): void }> = [];
	const run = async (items: string[]) =>
		await new Promise<{ result: string; left: ReadonlySet<string> }>((resolve, reject) => {
			calls.push({
				items,
				end: (left) => resolve({ result: items.join(), left: left ? new Set(left) : none }),
				fail: () => reject(new Error('no luck')),
			});
		});
	return { calls, run };
}

describe('batches', () => {
	test('those who come meanwhile are worked for together', async () => {
		const { join } = createBatches<string, string>();
		const { calls, run } = work();
		const a = join('a', run);
		await jest.advanceTimersByTimeAsync(0);
		const [b, c] = [join('b', run), join('c', run)];
		await jest.advanceTimersByTimeAsync(1_000);
		expect(calls.map(({ items }) => items)).toEqual([['a']]);
		calls[0].end();
		await jest.advanceTimersByTimeAsync(0);
		expect(calls.map(({ items }) => items)).toEqual([['a'], ['b', 'c']]);
		calls[1].end(['c']);
		expect(await a).toEqual({ end: 'settled', result: 'a' });
		expect(await b).toEqual({ end: 'settled', result: 'b,c' });
		expect(await c).toEqual({ end: 'left' });
	});

	test('work that fails fails for all, and the next is done all the same', async () => {
		const { join } = createBatches<string, string>();
		const { calls, run } = work();
		const a = join('a', run);
		await jest.advanceTimersByTimeAsync(0);
		const [b, c] = [join('b', run), join('c', run)];
		calls[0].fail();
		await expect(a).rejects.toThrow('no luck');
		await jest.advanceTimersByTimeAsync(300);
		const d = join('d', run);
		calls[1].fail();
		await expect(b).rejects.toThrow('no luck');
		expect(await c).toEqual({ end: 'failed' });
		await jest.advanceTimersByTimeAsync(300);
		calls[2].end();
		expect(await d).toEqual({ end: 'settled', result: 'd' });
	});

	test('a flood is worked for in few pieces', async () => {
		const { join } = createBatches<string, string>();
		let pieces = 0;
		const run = async () => {
			pieces++;
			return { result: '', left: none };
		};
		for (let i = 0; i < 6_000; i++) {
			void join(String(i), run);
			await jest.advanceTimersByTimeAsync(10);
		}
		expect(pieces).toBeGreaterThan(60);
		expect(pieces).toBeLessThan(95);
	});

	test('there is a limit to how many can wait', async () => {
		const { join } = createBatches<string, string>();
		const { calls, run } = work();
		void join('a', run);
		await jest.advanceTimersByTimeAsync(0);
		const others = Array.from({ length: 2_000 }, (_, i) => join(String(i), run));
		expect(await join('one too many', run)).toEqual({ end: 'failed' });
		calls[0].end();
		await jest.advanceTimersByTimeAsync(1_000);
		calls[1].end();
		expect((await Promise.all(others)).every(({ end }) => end === 'settled')).toBe(true);
	});

	test('a clock that is set back delays nothing', async () => {
		const { join } = createBatches<string, string>();
		const { calls, run } = work();
		const first = join('a', run);
		await jest.advanceTimersByTimeAsync(0);
		calls[0].end();
		await first;
		jest.setSystemTime(Date.now() - 3_600_000);
		const second = join('b', run);
		await jest.advanceTimersByTimeAsync(300);
		calls[1].end();
		expect(await second).toEqual({ end: 'settled', result: 'b' });
	});

	test('the result goes to one that need not wait any longer', async () => {
		const { join } = createBatches<string, string>();
		const { calls, run } = work();
		const first = join('a', run);
		await jest.advanceTimersByTimeAsync(0);
		const [b, c] = [join('b', run), join('c', run)];
		calls[0].end();
		await first;
		await jest.advanceTimersByTimeAsync(1_000);
		calls[1].end(['b']);
		expect(await b).toEqual({ end: 'left' });
		expect(await c).toEqual({ end: 'settled', result: 'b,c' });
	});
});
