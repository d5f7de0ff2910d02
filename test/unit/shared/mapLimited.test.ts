import { sleep } from 'n8n-workflow';
import { mapLimited } from '../../../nodes/shared/mapLimited';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

test.each([
	[10, 3, 3],
	[2, 5, 2],
	[0, 4, 0],
])(
	'%i with %i at once: each once, started and given back in order',
	async (count, atOnce, mostExpected) => {
		const started: number[] = [];
		let running = 0;
		let most = 0;
		const results = await mapLimited(numbers(count), atOnce, async (index) => {
			started.push(index);
			most = Math.max(most, ++running);
			await sleep(5);
			running--;
			return 10 * index;
		});
		expect(results).toEqual(numbers(count).map((index) => 10 * index));
		expect(started).toEqual(numbers(count));
		expect(most).toBe(mostExpected);
	},
);

test('after a failure nothing new starts, and what is under way ends first', async () => {
	const started: number[] = [];
	const ended: number[] = [];
	const running = mapLimited(numbers(10), 3, async (index) => {
		started.push(index);
		if (index === 1) throw new Error('failed');
		await sleep(20);
		ended.push(index);
	});
	await expect(running).rejects.toThrow('failed');
	expect(started).toEqual([0, 1, 2]);
	expect(ended.sort()).toEqual([0, 2]);
});

test('the failure of the lowest index is thrown, not the first in time', async () => {
	const running = mapLimited(numbers(3), 3, async (index) => {
		await sleep(30 - 10 * index);
		throw new Error(`failed ${index}`);
	});
	await expect(running).rejects.toThrow('failed 0');
});

test('undefined, thrown, is a failure too', async () => {
	await expect(mapLimited(numbers(1), 1, () => Promise.reject(undefined))).rejects.toBeUndefined();
});
