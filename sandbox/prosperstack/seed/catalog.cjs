'use strict';

const { createRandom } = require('../../shared/random.cjs');
const sample = require('./samples.cjs');

/** What an account's owner sets up: flows, offers, properties, webhooks. */

const random = createRandom('catalog');
const id = (prefix) => `${prefix}_${random.alphanumeric(24)}`;
const times = (day) => ({
	created_at: `2024-0${1 + (day % 9)}-1${day % 10}T09:30:00.000Z`,
	updated_at: `2025-0${1 + (day % 9)}-1${day % 10}T16:45:12.345Z`,
});

/** @type {object[]} as the API shows them */
const flows = [
	sample.flow,
	...['Annual plans', 'Trial', 'Enterprise – Überblick'].map((name, day) => ({
		id: id('flow'),
		name,
		...times(day),
	})),
];

const offer = (type, name, details, day) => ({
	id: id('offr'),
	type,
	name,
	details: { type, ...details },
	metadata: day % 2 === 0 ? {} : { campaign: 'winback', priority: day },
	...times(day),
});

const coupon = (amount, more) => ({
	coupon_type: 'percentage',
	amount_off: amount,
	duration: 'once',
	months: null,
	apply_to: 'subscription',
	platform_coupon_id: null,
	...more,
});
const pause = (more) => ({
	interval: 'month',
	interval_count: 1,
	pause_at: 'period_end',
	metadata: {},
	...more,
});

/** @type {object[]} as the API shows them */
const offers = [
	sample.offer,
	offer('coupon', '20% off for ever', coupon('20', { duration: 'forever' }), 1),
	offer(
		'coupon',
		'$15 off',
		coupon('15.00', {
			coupon_type: 'fixed',
			apply_to: 'subscriber',
			platform_coupon_id: 'FIFTEEN',
		}),
		2,
	),
	offer('change_plan', 'Basic plan', { platform_plan_id: 'price_basic', prorate: true }, 3),
	offer('change_plan', 'Annual plan', { platform_plan_id: 'price_annual', prorate: false }, 4),
	offer('trial_extension', '14 more days', { days: 14 }, 5),
	offer('pause_subscription', 'Pause for a month', pause(), 6),
	offer(
		'pause_subscription',
		'Pause until I come back',
		pause({ interval: 'indefinitely', interval_count: null, pause_at: 'immediately' }),
		7,
	),
	offer('custom', 'Talk to a specialist', {}, 8),
	offer('custom', 'Free onboarding', {}, 9),
	// A type newer than the reference: real accounts have such.
	offer('free_months', 'Two months on us', { months: 2 }, 10),
];

/** @param {string | null} [format] of a number; null: as it is */
const property = (entity, key, name, type, format = null) => ({
	id: id('prop'),
	key,
	name,
	entity,
	type,
	format,
});

/** @type {object[]} as the API shows them */
const properties = [
	sample.numberOfContacts,
	property('subscriber', 'preferred_name', 'Preferred name', 'text'),
	property('subscriber', 'last_contacted', 'Last contacted', 'date'),
	property('subscriber', 'is_vip', 'Is VIP', 'boolean'),
	property('subscriber', 'lifetime_value', 'Lifetime value', 'number', 'currency'),
	property('subscriber', 'nps_score', 'NPS score', 'number'),
	sample.isProfessional,
	property('subscription', 'seats', 'Seats', 'number', 'number'),
	property('subscription', 'add_on_spend', 'Add-on spend', 'number', 'currency'),
	property('subscription', 'renewal_date', 'Renewal date', 'date'),
	property('subscription', 'plan_note', 'Plan note', 'text'),
	// The same key as a subscriber's: keys are unique for each entity.
	property('subscription', 'preferred_name', 'Preferred name', 'text'),
];

/** @type {object[]} as the API shows them */
const webhooks = [
	sample.webhook,
	{
		id: id('hook'),
		url: 'https://example.com/hooks/all-events',
		events: ['flow_session_started', 'flow_session_completed'],
		created_at: '2025-02-03T10:20:30.400Z',
	},
	{
		id: id('hook'),
		url: 'https://example.net/prosperstack?team=retention',
		events: ['flow_session_started'],
		created_at: '2025-03-04T11:21:31.401Z',
	},
];

module.exports = { flows, offers, properties, webhooks };
