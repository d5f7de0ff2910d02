import { createHash } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import { readPersonalData } from '../../../nodes/shared/fields/personalData';
import { isPersonal } from '../../../nodes/shared/fields/personalNames';

const node = { name: 'Node', type: 'test', typeVersion: 1 } as INode;

function protectedCopy(personalData: unknown, record: IDataObject, isPerson = false) {
	const context = {
		getNode: () => node,
		getNodeParameter: (_name: string, _itemIndex: number, fallback: unknown) =>
			personalData ?? fallback,
	};
	return readPersonalData(context, 0, ['lead_data', 'subscriber'], isPerson)(record);
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a field is personal by its name', () => {
	test.each([
		'first_name',
		'firstName',
		'Last Name',
		'lastname',
		'preferred_name',
		'email',
		'E-Mail',
		'emailAddress',
		'phone',
		'phone2',
		'Cell_Phone',
		'address',
		'ip_address',
		'ipAddress',
		'ip',
		'date_of_birth',
		'dob',
		'ssn',
		'user_agent',
		'jornaya_leadid',
		'trustedform_cert_url',
	])('%s', (name) => {
		expect(isPersonal(name, false)).toBe(true);
	});

	test.each([
		'id',
		'name',
		'campaign_name',
		'company_name',
		'zip_code',
		'state',
		'status',
		'shipping_type',
		'lp_subid1',
		'tip',
		'agent',
		'',
	])('%s is not', (name) => {
		expect(isPersonal(name, false)).toBe(false);
	});

	test('the name of a person is, that of a company is not', () => {
		expect(isPersonal('name', true)).toBe(true);
		expect(isPersonal('campaign_name', true)).toBe(false);
	});
});

const lead = {
	id: 'a',
	cost: 5,
	supplier: { name: 'Ads Inc.' },
	buyers: [{ name: 'Buyer', sell_price: 5 }],
	lead_data: {
		first_name: ' Ada ',
		email: 'Ada@Example.org',
		phone: 2125550100,
		zip_code: '01341',
	},
};

test('as it is, without a choice: the very record', () => {
	expect(protectedCopy(undefined, lead)).toBe(lead);
	expect(protectedCopy('As Is', lead)).toBe(lead);
});

test('hashed: as SHA-256 of the text, trimmed and in lower case', () => {
	expect(protectedCopy('hashed', lead)).toEqual({
		...lead,
		lead_data: {
			first_name: hash('ada'),
			email: hash('ada@example.org'),
			phone: hash('2125550100'),
			zip_code: '01341',
		},
	});
});

test('left out', () => {
	expect(protectedCopy('leftOut', lead)).toEqual({ ...lead, lead_data: { zip_code: '01341' } });
});

test('the record itself is not changed', () => {
	const copy = structuredClone(lead);
	protectedCopy('hashed', lead);
	protectedCopy('leftOut', lead);
	expect(lead).toEqual(copy);
});

test('what is empty stays so: a hash of nothing would look like somebody', () => {
	const empty = { lead_data: { email: '', phone: null, ip: '  ' } };
	expect(protectedCopy('hashed', empty)).toEqual(empty);
});

test('within lists and objects', () => {
	const record = { lead_data: { phone: ['1', { home: '2' }], contacts: [{ email: 'x' }] } };
	expect(protectedCopy('hashed', record)).toEqual({
		lead_data: { phone: [hash('1'), { home: hash('2') }], contacts: [{ email: hash('x') }] },
	});
});

describe('a subscriber', () => {
	const property = (key: string, value: unknown) => ({
		property: { key, name: key },
		value: value as IDataObject[string],
		formatted_value: String(value),
	});
	const subscriber = {
		id: 'subr_1',
		name: 'Jane Doe',
		email: 'jane@example.com',
		status: 'saved',
		properties: [property('preferred_name', 'Jane'), property('seats', 5)],
	};
	const safe = {
		id: 'subr_1',
		status: 'saved',
		properties: [
			{ property: { key: 'preferred_name', name: 'preferred_name' } },
			property('seats', 5),
		],
	};

	test('by itself, and in a session', () => {
		expect(protectedCopy('leftOut', subscriber, true)).toEqual(safe);
		const session = { flow: { name: 'Default' }, subscriber, subscription: { mrr: '5' } };
		expect(protectedCopy('leftOut', session)).toEqual({ ...session, subscriber: safe });
		expect(protectedCopy('leftOut', { data: session })).toEqual({
			data: { ...session, subscriber: safe },
		});
	});

	test('hashed', () => {
		expect(protectedCopy('Hashed', subscriber, true)).toMatchObject({
			id: 'subr_1',
			name: hash('jane doe'),
			properties: [{ value: hash('jane'), formatted_value: hash('jane') }, { value: 5 }],
		});
	});
});

test.each(['', 'no', 'hash'])('%j is refused', (choice) => {
	expect(() => protectedCopy(choice, lead)).toThrow(`Personal Data has no “${choice}”`);
});
