const { EMPTY, byId, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

const CAMPAIGN = 21626;
const BUYER = 55087;
const one = { campaignId: byId(String(CAMPAIGN)), buyerId: byId(String(BUYER)) };
const each = { campaignId: byId(CAMPAIGN), buyerId: byId('={{ $json.id }}') };
const answer = (paused, changed, buyer = BUYER) => ({
	campaign_id: CAMPAIGN,
	buyer_id: buyer,
	paused,
	changed,
});
const pausedNow = (id = BUYER) => lp.campaign(CAMPAIGN).buyers.find((b) => b.id === id).paused;

test('pauses and resumes', async () => {
	expect((await lp.run('buyer', 'pause', one)).items).toEqual([[answer(true, true)]]);
	expect(pausedNow()).toBe(1);
	expect((await lp.run('buyer', 'resume', one)).items).toEqual([[answer(false, true)]]);
	expect(pausedNow()).toBe(0);
	expect(lp.requests().map(({ operationId }) => operationId)).toEqual([
		'pauseBuyer',
		'resumeBuyer',
	]);
});

describe.each([200, 400, 409, 422, 500])('“already” with HTTP %i', (alreadyPausedStatus) => {
	beforeEach(() => lp.sandbox.setOptions({ alreadyPausedStatus }));

	test('is a success that changed nothing', async () => {
		await lp.run('buyer', 'pause', one);
		expect((await lp.run('buyer', 'pause', one)).items).toEqual([[answer(true, false)]]);
		await lp.run('buyer', 'resume', one);
		expect((await lp.run('buyer', 'resume', one)).items).toEqual([[answer(false, false)]]);
		expect(lp.requests()).toHaveLength(4);
	});

	test('is an error where the user wants that', async () => {
		const options = { failIfUnchanged: true };
		const { error } = await lp.run('buyer', 'resume', { ...one, options });
		expect(error.message).toBe('Buyer is already live');
		expect((await lp.run('buyer', 'pause', { ...one, options })).status).toBe('success');
		expect((await lp.run('buyer', 'pause', { ...one, options })).error.message).toBe(
			'Buyer is already paused',
		);
	});
});

test('another refusal with HTTP 200 is an error, in the service’s words', async () => {
	const body = { status: 'error', message: 'Buyer is archived', details: null };
	lp.sandbox.fault({ kind: 'status', status: 200, body });
	const { error } = await lp.run('buyer', 'pause', one);
	expect(error.message).toBe('Buyer is archived');
	lp.expectNoSecrets(error);
});

test('a buyer that isn’t there', async () => {
	const { error } = await lp.run('buyer', 'pause', { ...one, buyerId: byId('1') });
	expect(error.message).toBe('Buyer not found');
	expect(error.description).toContain(`knows no buyer 1 of campaign ${CAMPAIGN}`);
});

test.each([
	[{ buyerId: byId('..') }, /^Buyer ID is “..”/],
	[{ buyerId: byId(EMPTY) }, /^Buyer ID is empty/],
	[{ campaignId: byId(EMPTY) }, /^Campaign ID is empty/],
	[{ campaignId: byId('21624,21626') }, /more than one campaign/],
])('refuses %j before any request', async (bad, message) => {
	const { error } = await lp.run('buyer', 'pause', { ...one, ...bad });
	expect(error.message).toMatch(message);
	expect(lp.requests()).toHaveLength(0);
});

describe('a change whose outcome is unknown is not sent again', () => {
	test.each([
		['reset', {}, 'The connection to Lead Prosper was lost'],
		['reset', { applied: true }, 'The connection to Lead Prosper was lost'],
		['html', {}, 'Lead Prosper answered with something other than data (no JSON)'],
		['status', { status: 502, body: 'Bad Gateway' }, 'Lead Prosper answered with HTTP 502'],
		['status', { status: 200, body: {} }, 'Lead Prosper answered, but without a confirmation'],
		[
			'status',
			{ status: 200, body: { message: 'Buyer paused' } },
			'Lead Prosper answered “Buyer paused”, but without a confirmation',
		],
	])('%s %j', async (kind, fault, message) => {
		lp.sandbox.fault({ kind, ...fault });
		const { error } = await lp.run('buyer', 'pause', one);
		expect(error.message).toBe(message);
		expect(error.description).toContain('It is not known whether the change was made');
		expect(error.description).toContain(`buyer ${BUYER} of campaign ${CAMPAIGN}`);
		lp.expectNoSecrets(error);
		expect(lp.requests().filter(({ path }) => path.includes('pause_buyer'))).toHaveLength(1);
	});

	test.each([
		['an empty object', {}],
		['no body', ''],
		['words alone', { message: 'Buyer paused' }],
		['the buyer alone', { id: 55087, name: 'A buyer' }],
	])('a success with %s: the buyer is read back', async (_name, body) => {
		lp.sandbox.fault({ kind: 'status', status: 200, body, applied: true });
		const { items } = await lp.run('buyer', 'pause', one);
		expect(items[0]).toEqual([
			{ campaign_id: CAMPAIGN, buyer_id: BUYER, paused: true, changed: true },
		]);
		expect(lp.requests()).toHaveLength(2);
	});
});

test('after 429 it is sent again, once the wait is over, and the user is told', async () => {
	const headers = { 'Retry-After': '1' };
	lp.sandbox.fault({ kind: 'status', status: 429, headers, body: { message: 'Slow down' } });
	const { items, ms, hints } = await lp.run('buyer', 'pause', one);
	expect(items).toEqual([[answer(true, true)]]);
	expect(ms).toBeGreaterThanOrEqual(1000);
	expect(lp.requests().map(({ status }) => status)).toEqual([429, 200]);
	expect(hints[0].message).toContain('Waited 1 second for the rate limit of Lead Prosper');
});

describe('three buyers of which the second fails', () => {
	const items = [{ id: 55087 }, { id: 1 }, { id: 55090 }];

	test('stops: none is paused after it', async () => {
		const { error } = await lp.run('buyer', 'pause', each, { items });
		expect(error.message).toBe('Buyer not found');
		expect([55087, 55090].map(pausedNow)).toEqual([1, 0]);
		expect(lp.requests()).toHaveLength(2);
	});

	test('goes on where the user wants that', async () => {
		const { items: output, raw } = await lp.run('buyer', 'pause', each, {
			items,
			onError: 'continueRegularOutput',
		});
		expect(output[0]).toEqual([
			answer(true, true),
			{ error: expect.stringContaining('Buyer not found') },
			answer(true, true, 55090),
		]);
		expect(raw[0].map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1, 2]);
		expect([55087, 55090].map(pausedNow)).toEqual([1, 1]);
	});
});
