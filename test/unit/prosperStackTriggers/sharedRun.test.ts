import { createPace } from '../../../nodes/ProsperStack/triggers/reader/pace';
import { createSharedRun } from '../../../nodes/ProsperStack/triggers/reader/sharedRun';

jest.useFakeTimers();

/** Runs that end when they are told to. */
function runs() {
	const begun: Array<{ end(result: string): void; fail(): void }> = [];
	const work = async () =>
		await new Promise<string>((resolve, reject) => {
			begun.push({ end: resolve, fail: () => reject(new Error('no luck')) });
		});
	return { begun, work };
}

const passed = async () => await jest.advanceTimersByTimeAsync(0);

describe('a shared run', () => {
	test('those who come meanwhile share the next', async () => {
		const share = createSharedRun<string>();
		const { begun, work } = runs();
		const a = share(work);
		await passed();
		const [b, c] = [share(work), share(work)];
		await passed();
		expect(begun).toHaveLength(1);
		begun[0].end('first');
		expect(await a).toBe('first');
		await passed();
		expect(begun).toHaveLength(2);
		begun[1].end('second');
		expect(await Promise.all([b, c])).toEqual(['second', 'second']);
	});

	test('one that fails fails for those who asked, and the next is run all the same', async () => {
		const share = createSharedRun<string>();
		const { begun, work } = runs();
		const a = share(work);
		await passed();
		const b = share(work);
		begun[0].fail();
		await expect(a).rejects.toThrow('no luck');
		await passed();
		begun[1].end('second');
		expect(await b).toBe('second');
	});
});

describe('the pace of readings', () => {
	test('a flood is read in few readings', async () => {
		const share = createSharedRun<void>(createPace().wait);
		let count = 0;
		for (let i = 0; i < 6_000; i++) {
			void share(async () => void count++);
			await jest.advanceTimersByTimeAsync(10);
		}
		expect(count).toBeGreaterThan(60);
		expect(count).toBeLessThan(80);
	});

	test('readings of several pages are fewer', async () => {
		const pace = createPace();
		const share = createSharedRun<void>(pace.wait);
		let pages = 0;
		for (let i = 0; i < 6_000; i++) {
			void share(async () => {
				pages += 4;
				pace.hasRead(301);
			});
			await jest.advanceTimersByTimeAsync(10);
		}
		expect(pages).toBeGreaterThan(60);
		expect(pages).toBeLessThan(85);
	});

	test('those who ask at nearly the same moment share one', async () => {
		const share = createSharedRun<void>(createPace().wait);
		let count = 0;
		for (let i = 0; i < 5; i++) {
			void share(async () => void count++);
			await jest.advanceTimersByTimeAsync(1);
		}
		await jest.advanceTimersByTimeAsync(1_000);
		expect(count).toBe(1);
	});

	test('a clock that is set back delays nothing', async () => {
		const { wait: pause } = createPace();
		const first = pause();
		await jest.advanceTimersByTimeAsync(300);
		await first;
		jest.setSystemTime(Date.now() - 3_600_000);
		let isOver = false;
		void pause().then(() => (isOver = true));
		await jest.advanceTimersByTimeAsync(300);
		expect(isOver).toBe(true);
	});
});
