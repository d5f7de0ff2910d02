/** Words in the names of fields that hold personal data. */
const PERSONAL_WORDS = new Set([
	'address',
	'birth',
	'birthdate',
	'birthday',
	'cell',
	'cellphone',
	'dob',
	'email',
	'firstname',
	'fullname',
	'ip',
	// Certificates of consent show what the person entered.
	'jornaya',
	'lastname',
	'mail',
	'mobile',
	'phone',
	'ssn',
	'street',
	'surname',
	'telephone',
	'trustedform',
]);

/** What comes before `name` in a person's name: `company_name` is none. */
const OF_A_NAME = ['contact', 'family', 'first', 'full', 'given', 'last', 'middle', 'preferred'];

/** Whether a field holds personal data. @param ofPerson whether it is one of a person */
export function isPersonal(field: string, ofPerson: boolean): boolean {
	const words = field
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^\p{L}]+/u);
	return (
		words.some((word) => PERSONAL_WORDS.has(word)) ||
		(words.includes('user') && words.includes('agent')) ||
		(words.includes('name') &&
			(words.some((word) => OF_A_NAME.includes(word)) || (ofPerson && words.length === 1)))
	);
}
