'use strict';

const FIRST_NAMES =
	'Ada Alan Anaïs Ben Björn Carla Chloé Dan Elif Emma Farid Grace Hana Igor Jamie José Kim Leanne Lena Luis Maya Nadia Noah Olga Omar Pat Priya Quinn Ravi Rosa Sam Siân Taylor Tom Uma Vera Wei Yuki Zoë Łukasz'.split(
		' ',
	);
const LAST_NAMES =
	"Adams Baker Chen Davis Evans Fischer García Hughes Ivanova Johnson Kim Lee Müller Nguyen O'Brien Patel Quist Rodriguez Sanford Smith Taylor Ueda Vargas Williams Xu Young Zimmermann Øster".split(
		' ',
	);
const PLACES = [
	['Austin', 'TX', '78701'],
	['Boston', 'MA', '02108'],
	['Chicago', 'IL', '60601'],
	['Denver', 'CO', '80202'],
	['El Paso', 'TX', '79901'],
	['Fresno', 'CA', '93701'],
	['Miami', 'FL', '33101'],
	['New York', 'NY', '10001'],
	['Phoenix', 'AZ', '85001'],
	['San José', 'CA', '95110'],
	['Seattle', 'WA', '98101'],
];
const STREETS = ['Birch Lane', 'Cedar Court', 'Main Street', 'Oak Avenue', 'Weber Groves'];

/** A name as an e-mail address may hold it. */
const ascii = (name) =>
	name
		.normalize('NFD')
		.replace(/[^A-Za-z]/g, '')
		.toLowerCase();

/** A made-up person; the addresses are of domains reserved for examples. */
function createPerson(random) {
	const firstName = random.pick(FIRST_NAMES);
	const lastName = random.pick(LAST_NAMES);
	const [city, state, zip] = random.pick(PLACES);
	const domain = random.pick(['example.com', 'example.net', 'example.org']);
	return {
		firstName,
		lastName,
		email: `${ascii(firstName)}.${ascii(lastName)}${random.integer(1, 99999)}@${domain}`,
		phone: `${random.integer(201, 989)}555${random.digits(4)}`,
		address: `${random.integer(1, 9999)} ${random.pick(STREETS)}`,
		city,
		state,
		zip,
	};
}

module.exports = { createPerson };
