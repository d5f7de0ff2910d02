'use strict';

const { createPerson } = require('../../shared/people.cjs');
const { createRandom } = require('../../shared/random.cjs');
const { propertyValue } = require('../propertyValues.cjs');
const { properties } = require('./catalog.cjs');
const sample = require('./samples.cjs');

const DAY = 86_400_000;
const SUBSCRIBERS = 520;

/**
 * People whom tests look for.
 * @type {{ name: string, email: string, subscriptions?: number }[]}
 */
const KNOWN = [
	{ name: 'Many Subscriptions', email: 'many.subscriptions@example.com', subscriptions: 3 },
	{ name: 'Shared Mailbox One', email: 'shared@example.com' },
	{ name: 'Shared Mailbox Two', email: 'shared@example.com' },
	{ name: 'Jörg Müller', email: 'jörg.müller+test@example.com' },
	{ name: 'No Subscription', email: 'no.subscription@example.com', subscriptions: 0 },
];

const property = (entity, key) =>
	properties.find((candidate) => candidate.entity === entity && candidate.key === key);

function valuesOf(random, entity, candidates) {
	return Object.entries(candidates)
		.filter(() => random.chance(0.6))
		.map(([key, value]) => propertyValue(property(entity, key), value));
}

/**
 * @param {number} end when the last one came, in milliseconds since 1970
 * @returns {{ subscribers: object[], subscriptions: object[] }} as the API shows them
 */
function createCustomers(end) {
	const random = createRandom('customers');
	const subscribers = [sample.subscriber, sample.otherSubscriber];
	const subscriptions = [sample.subscription];
	const day = (ms) => new Date(ms).toISOString().slice(0, 10);

	for (let i = 0; i < SUBSCRIBERS; i++) {
		const person = createPerson(random);
		const known = KNOWN[i];
		const createdMs = end - Math.floor(((i + random.next()) / SUBSCRIBERS) * 700 * DAY);
		const times = {
			created_at: new Date(createdMs).toISOString(),
			updated_at: new Date(createdMs + Math.floor(random.next() * (end - createdMs))).toISOString(),
		};
		const id = `subr_${random.alphanumeric(24)}`;
		subscribers.push({
			id,
			platform_id: `cus_${random.alphanumeric(14)}`,
			name: known?.name ?? `${person.firstName} ${person.lastName}`,
			email: known?.email ?? person.email,
			status: random.weighted({ active: 60, canceled: 18, saved: 15, reactivated: 7 }),
			properties: valuesOf(random, 'subscriber', {
				number_of_contacts: random.integer(0, 20_000),
				preferred_name: person.firstName,
				last_contacted: day(createdMs),
				is_vip: random.chance(0.2),
				lifetime_value: random.money(10, 9000),
			}),
			...times,
		});
		for (let n = 0; n < (known?.subscriptions ?? 1); n++) {
			subscriptions.push({
				id: `subn_${random.alphanumeric(24)}`,
				platform_id: `sub_${random.alphanumeric(14)}`,
				subscriber_id: id,
				mrr: random.pick(['0.00', '9.00', '29.00', '49.50', '99.00', '399.95', '1200.00']),
				status: random.weighted({ active: 65, canceled: 20, trialing: 10, paused: 5 }),
				properties: valuesOf(random, 'subscription', {
					is_professional: random.chance(0.5),
					seats: random.integer(1, 250),
					renewal_date: day(createdMs + 365 * DAY),
					plan_note: random.pick(['Migrated', 'Négocié', 'Seat minimum waived']),
				}),
				...times,
			});
		}
	}
	return { subscribers, subscriptions };
}

module.exports = { createCustomers };
