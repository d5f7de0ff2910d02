import { sleep } from 'n8n-workflow';
import { clockMs } from '../../../nodes/shared/transport/clock';
import { createRateLimit } from '../../../nodes/shared/transport/rateLimit';
import { createTurns, type Turn } from '../../../nodes/shared/transport/turns';
import { wait } from '../../../nodes/shared/transport/wait';

/** As far from now as no test lasts. */
const later = () => clockMs() + 60_000;
/** Lets everything happen that needs no time to pass. */
const settle = async () => await sleep(1);

function make(signal?: AbortSignal) {
	const limit = createRateLimit();
	const turns = createTurns(limit, async (ms) => void (await wait(ms, signal)), signal);
	return { limit, turns };
}

function ticketOf(turn: Turn): number {
	if (turn.kind !== 'go') throw new Error(turn.kind);
	return turn.ticket;
}

test('they go in the order in which they asked, also before one that asks again at once', async () => {
	const { turns } = make();
	const order: string[] = [];
	async function sendTwice(name: string) {
		for (const again of ['', ' again']) {
			const ticket = ticketOf(await turns.take(later()));
			order.push(name + again);
			await settle();
			turns.done(ticket);
		}
	}
	const names = ['a', 'b', 'c', 'd', 'e', 'f'];
	await Promise.all(names.map(sendTwice));
	expect(order).toEqual([...names, ...names.map((name) => `${name} again`)]);
});

test('all that wait go out in the end, however many, and four at once', async () => {
	const { turns } = make();
	let inFlight = 0;
	let most = 0;
	async function send() {
		const ticket = ticketOf(await turns.take(later()));
		most = Math.max(most, ++inFlight);
		await settle();
		inFlight--;
		turns.done(ticket);
	}
	await Promise.all(Array.from({ length: 200 }, send));
	expect([most, inFlight]).toEqual([4, 0]);
});

test('after a refusal one goes, and the others with its answer', async () => {
	const { turns } = make();
	const [refused, old] = [await turns.take(later()), await turns.take(later())].map(ticketOf);
	turns.refused(refused, 50);
	turns.done(old, {});
	const gone: Turn[] = [];
	const all = [1, 2, 3].map(async () => gone.push(await turns.take(later())));
	await Promise.race(all);
	await settle();
	expect(gone).toEqual([{ kind: 'go', ticket: expect.any(Number), waited: true }]);
	turns.done(ticketOf(gone[0]), {});
	await Promise.all(all);
	expect(gone.map((turn) => turn.kind === 'go' && turn.waited)).toEqual([true, true, true]);
});

test('the deadline holds while others are under way', async () => {
	const { turns } = make();
	for (let i = 0; i < 4; i++) await turns.take(later());
	expect(await turns.take(clockMs() + 50)).toEqual({ kind: 'too late' });
});

test('one that gives up lets the next one in', async () => {
	const { turns } = make();
	const tickets: number[] = [];
	for (let i = 0; i < 4; i++) tickets.push(ticketOf(await turns.take(later())));
	const givesUp = turns.take(clockMs() + 50);
	const next = turns.take(later());
	expect((await givesUp).kind).toBe('too late');
	turns.done(tickets[0]);
	expect((await next).kind).toBe('go');
});

test('a wait that ends after the deadline is not begun', async () => {
	const { limit, turns } = make();
	limit.refused(30_000);
	expect(await turns.take(clockMs() + 20_000)).toEqual({
		kind: 'too long',
		ms: expect.any(Number),
	});
});

test('one that waits in the line learns of a wait that is too long for it', async () => {
	const { turns } = make();
	const tickets: number[] = [];
	for (let i = 0; i < 4; i++) tickets.push(ticketOf(await turns.take(later())));
	const waiting = [turns.take(clockMs() + 20_000), turns.take(clockMs() + 20_000)];
	await settle();
	turns.refused(tickets[0], 30_000);
	const kinds = (await Promise.all(waiting)).map(({ kind }) => kind);
	expect(kinds).toEqual(['too long', 'too long']);
});

test('a window that ends lets the next one out, though what is under way gets no answer', async () => {
	const { turns } = make();
	const headers = { 'ratelimit-remaining': '1', 'ratelimit-reset': '1' };
	turns.done(ticketOf(await turns.take(later())), headers);
	await turns.take(later());
	expect((await turns.take(clockMs() + 30_000)).kind).toBe('go');
});

test('Stop ends all waits', async () => {
	const controller = new AbortController();
	const { turns } = make(controller.signal);
	for (let i = 0; i < 4; i++) await turns.take(later());
	const waiting = [turns.take(later()), turns.take(later())];
	await settle();
	controller.abort();
	expect(await Promise.all(waiting)).toEqual([{ kind: 'canceled' }, { kind: 'canceled' }]);
	expect(await turns.take(later())).toEqual({ kind: 'canceled' });
});
