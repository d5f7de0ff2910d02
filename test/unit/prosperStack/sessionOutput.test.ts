import { simplifySession, toWideRow } from '../../../nodes/ProsperStack/fields/sessionOutput';

/** The session of the API reference, shortened. */
const reference = {
	id: 'sess_eoTR48bvoOCd7SxXAKRrPhj0',
	status: 'saved',
	created_at: '2019-08-24T14:15:22Z',
	started_at: '2019-08-24T14:15:22Z',
	completed_at: '2019-08-24T14:16:22Z',
	flow: { id: 'flow_3Aree3otQWV2qXhFiehIIQpA', name: 'Default' },
	subscriber: {
		id: 'subr_dRiytWmkVtSBt9mOpRaC0ca0',
		platform_id: 'cus_Jax42BBWGOWuDp',
		name: 'Jane Doe',
		email: 'jane@example.com',
		status: 'saved',
		properties: [
			{ property: { key: 'number_of_contacts' }, value: 5800, formatted_value: '5,800' },
		],
	},
	subscription: {
		id: 'subn_dp79dRR5wIy1kGW4PCO41wit',
		platform_id: 'sub_JE1trB8eUAnh0r',
		mrr: '399.95',
		status: 'active',
		properties: [{ property: { key: 'is_professional' }, value: true }],
	},
	offers_presented: [{ name: '40% off' }, { name: 'Pause' }],
	offer_accepted: { type: 'coupon', name: '40% off' },
	answers: [
		{
			question: { id: 'ques_1', text: 'What is your primary reason for leaving?', primary: true },
			value: { id: 'qopt_Jv3WHts65H9Iwz6bNcuBSapF', text: 'Too expensive' },
			sentiment: 'null',
		},
	],
	cancel_reason: { text: 'Too expensive', reason_code: 'too_expensive' },
	deflected_by: {
		type: 'deflection',
		details: { deflection: { name: 'Account snapshot' }, action: { code: 'support_chat' } },
	},
};

const answer = (value: unknown, primary = false) => ({
	...reference,
	cancel_reason: null,
	answers: [{ question: { id: 'ques_1', text: 'Why?', primary }, value }],
});

const simplified = {
	session_id: 'sess_eoTR48bvoOCd7SxXAKRrPhj0',
	status: 'saved',
	reason: 'Too expensive',
	sentiment: null,
	deflected_by: 'Account snapshot',
	mrr: 399.95,
	offers_presented: '40% off, Pause',
	offer_accepted: '40% off',
	started_at: '2019-08-24T14:15:22Z',
	completed_at: '2019-08-24T14:16:22Z',
	flow_name: 'Default',
	subscriber_id: 'subr_dRiytWmkVtSBt9mOpRaC0ca0',
	subscriber_name: 'Jane Doe',
	subscriber_email: 'jane@example.com',
};

describe('simplifySession', () => {
	test('the session of the reference', () => {
		expect(simplifySession(reference)).toEqual(simplified);
	});

	test.each([
		[[], null],
		[[null, 'null', undefined, ''], null],
		[['negative'], 'negative'],
		[['negative', null, 'negative', 'positive'], 'negative, positive'],
	])('answers that sound %j', (sentiments, expected) => {
		const answers = sentiments.map((sentiment) => ({ value: 'x', sentiment }));
		expect(simplifySession({ answers }).sentiment).toBe(expected);
	});

	test.each([
		[null, null],
		[{ type: 'deflection' }, 'deflection'],
		[{ type: 'page', details: { page: { name: 'Help' } } }, 'Help'],
		[{}, null],
	])('deflected by %j', (deflected_by, expected) => {
		expect(simplifySession({ deflected_by }).deflected_by).toBe(expected);
	});
});

describe('toWideRow', () => {
	test('the session of the reference', () => {
		expect(toWideRow(reference)).toEqual({
			...simplified,
			reason_code: 'too_expensive',
			offer_accepted_type: 'coupon',
			flow_id: 'flow_3Aree3otQWV2qXhFiehIIQpA',
			subscriber_platform_id: 'cus_Jax42BBWGOWuDp',
			subscriber_status: 'saved',
			subscription_id: 'subn_dp79dRR5wIy1kGW4PCO41wit',
			subscription_platform_id: 'sub_JE1trB8eUAnh0r',
			subscription_status: 'active',
			'answer: What is your primary reason for leaving?': 'Too expensive',
			'subscriber: number_of_contacts': 5800,
			'subscription: is_professional': true,
		});
	});

	test.each([
		[{ id: 'qopt_1', text: 'Price' }, 'Price'],
		[[{ id: 'qopt_1', text: 'Price' }, { text: 'Support' }], 'Price, Support'],
		['free text', 'free text'],
		['', null],
		[[], null],
		[null, null],
		[undefined, null],
		[{ id: 'qopt_1' }, null],
		[0, '0'],
	])('an answer %j', (value, text) => {
		expect(toWideRow(answer(value))).toMatchObject({ 'answer: Why?': text, reason: null });
		expect(toWideRow(answer(value, true))).toMatchObject({ reason: text });
	});

	test.each([
		['0.00', 0],
		['12', 12],
		[12.5, 12.5],
		['', null],
		[null, null],
		['many', null],
	])('an MRR of %j', (mrr, number) => {
		expect(toWideRow({ subscription: { mrr } }).mrr).toBe(number);
	});

	test.each([
		[{}],
		[{ subscriber: null, subscription: null, answers: null, flow: null, offers_presented: null }],
		[
			{
				answers: [null, 'x', {}],
				offers_presented: [null],
				subscriber: { properties: [null, {}] },
			},
		],
	])('what is not there is null: %j', (session) => {
		const record = toWideRow(session);
		expect(record).toMatchObject({ session_id: null, reason: null, mrr: null, flow_name: null });
		for (const value of Object.values(record)) expect(typeof (value ?? '')).not.toBe('object');
	});

	describe('questions with the same text', () => {
		const answers = (...values: unknown[]) =>
			toWideRow({
				answers: values.map((value, i) => ({ question: { id: `q${i}`, text: 'Why?' }, value })),
			});

		test.each([[['Rude', null]], [[null, 'Rude']]])(
			'no answer does not replace one: %j',
			(values) => {
				const record = answers(...values);
				expect(record['answer: Why?']).toBe('Rude');
				expect(record).not.toHaveProperty('answer: Why? (2)');
			},
		);

		test('each answer has its own field', () => {
			expect(answers('Rude', 'Slow', null, 'Dear')).toMatchObject({
				'answer: Why?': 'Rude',
				'answer: Why? (2)': 'Slow',
				'answer: Why? (3)': 'Dear',
			});
		});
	});

	test('the older name of the platform’s id', () => {
		expect(toWideRow({ subscriber: { payment_provider_id: 'cus_1' } })).toMatchObject({
			subscriber_platform_id: 'cus_1',
		});
	});
});
