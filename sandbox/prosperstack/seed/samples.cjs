'use strict';

/**
 * The objects that the official reference shows, completed to valid JSON: values that were links are
 * lost in it and made up here; the text "null" where the reference says "null" is a real null.
 */

const TIME = '2019-08-24T14:15:22Z';
const times = { created_at: TIME, updated_at: TIME };

const flow = { id: 'flow_3Aree3otQWV2qXhFiehIIQpA', name: 'Default', ...times };

const numberOfContacts = {
	id: 'prop_jrtpyZs1httwFFIl7V80cHwf',
	key: 'number_of_contacts',
	name: 'Number of contacts',
	entity: 'subscriber',
	type: 'number',
	format: 'number',
};

const isProfessional = {
	id: 'prop_S6A17y8S8wgKBBJbveQHpLW6',
	key: 'is_professional',
	name: 'Is professional',
	entity: 'subscription',
	type: 'boolean',
	format: null,
};

const subscriber = {
	id: 'subr_dRiytWmkVtSBt9mOpRaC0ca0',
	platform_id: 'cus_Jax42BBWGOWuDp',
	name: 'Jane Doe',
	email: 'jane@example.com',
	status: 'saved',
	properties: [{ property: numberOfContacts, value: 5800, formatted_value: '5,800' }],
	...times,
};

// The reference's subscription belongs to another subscriber than its session: this one.
const otherSubscriber = {
	id: 'subr_GQmXBebvivMb5tHhassNV9kj',
	platform_id: 'cus_Ne8IAatISPUTNi',
	name: 'Johnny Doe',
	email: 'johnny@example.com',
	status: 'active',
	properties: [],
	...times,
};

const subscription = {
	id: 'subn_dp79dRR5wIy1kGW4PCO41wit',
	platform_id: 'sub_JE1trB8eUAnh0r',
	subscriber_id: otherSubscriber.id,
	mrr: '399.95',
	status: 'active',
	properties: [{ property: isProfessional, value: true, formatted_value: 'True' }],
	...times,
};

const offer = {
	id: 'offr_jIGqAAUKqWM2pptJTfRuei1t',
	type: 'coupon',
	name: '40% off',
	details: {
		type: 'coupon',
		coupon_type: 'percentage',
		amount_off: '23.7',
		duration: 'repeating',
		months: 6,
		apply_to: 'subscription',
		platform_coupon_id: 'string',
	},
	metadata: {},
	...times,
};

const reasonQuestion = {
	id: 'ques_By8b753fR4egFkzaJ8wBGK70',
	type: 'multiple_choice',
	text: 'What is your primary reason for leaving?',
	primary: true,
};

const supportChat = {
	id: 'act_VkdRnVeN13G8eyehniYVP9ty',
	code: 'support_chat',
	type: 'url',
	url: 'https://example.com/support',
};

const deflection = {
	type: 'deflection',
	details: {
		deflection: {
			id: 'defl_qvNg13Ydk3N9C5Pw5AgTSfFU',
			name: 'Account snapshot',
			actions: [supportChat],
		},
		action: supportChat,
	},
};

const session = {
	id: 'sess_eoTR48bvoOCd7SxXAKRrPhj0',
	status: 'saved',
	created_at: TIME,
	started_at: TIME,
	updated_at: TIME,
	completed_at: TIME,
	flow: flow.id,
	subscriber: subscriber.id,
	subscription: subscription.id,
	offers_presented: [offer.id],
	offer_accepted: offer.id,
	answers: [
		{
			question: reasonQuestion,
			value: { id: 'qopt_Jv3WHts65H9Iwz6bNcuBSapF', text: 'Too expensive' },
			sentiment: null,
		},
	],
	steps: [
		{
			step: {
				id: 'step_S3biU4JN09ie6p52eIk3SWF3',
				type: 'question',
				title: 'What is your primary reason for leaving?',
			},
			started_at: TIME,
			completed_at: TIME,
		},
	],
	cancel_reason: { text: 'Too expensive', reason_code: 'too_expensive' },
	deflected_by: deflection,
	rerouted_from_flow_session_id: 'string',
};

const webhook = {
	id: 'hook_aTZsJ5Ptw7uww3plBIXQQEI7',
	url: 'https://example.com/hooks/prosperstack',
	events: ['flow_session_completed'],
	created_at: TIME,
};

const event = {
	id: 'evt_ujO4n2g2QbWtGUVg1zJSbC5I',
	event: 'flow_session_completed',
	session: session.id,
	created_at: TIME,
};

const portalSession = {
	id: 'psess_ShhcPknbB0aaPNk2jyOQajsH',
	url: 'https://portal.example.com/sessions/psess_ShhcPknbB0aaPNk2jyOQajsH',
	created_at: TIME,
	expires_at: TIME,
};

module.exports = {
	deflection,
	event,
	flow,
	isProfessional,
	numberOfContacts,
	offer,
	otherSubscriber,
	portalSession,
	reasonQuestion,
	session,
	subscriber,
	subscription,
	webhook,
};
