'use strict';

/** The objects that the official cheat sheet shows, completed to valid JSON. */

const supplier = (id, clientId, clientName, hash, more = {}) => ({
	id,
	client_id: clientId,
	client_name: clientName,
	nickname: null,
	paused: 0,
	test_mode: 0,
	hash,
	api_specs_url: `https://api.leadprosper.io/api-specs?hash=${hash}`,
	caps: [],
	...more,
});

/** @param {object} [caps] as `leadCaps` makes them; the service shows a list where there are none */
const buyer = (id, clientId, clientName, caps = []) => ({
	id,
	client_id: clientId,
	client_name: clientName,
	nickname: null,
	paused: 0,
	caps,
});

const leadCaps = (...leads) => ({
	leads: leads.map(([type, limit]) => ({ limit, used: '0', type })),
	budget: [],
});

// What `fields` holds is cut from the cheat sheet: texts in some campaigns here, objects in others.
const campaigns = [
	{
		id: 21624,
		name: 'MVA',
		public_name: 'MVA',
		suppliers: [
			supplier(55077, 10673, 'PrecisionProspects', '2yaxvv2ixl65', {
				nickname: 'Landing Page/Form/Submission',
				caps: leadCaps(['day', 50], ['total', 200]),
			}),
			supplier(55078, 5457, 'AdFlux Strategies', 'ypa355nbo2yk'),
			supplier(55079, 12528, 'EngageMore Advertising', 'w2ae66xu0535'),
			supplier(66530, 28787, 'Company ABC', 'xoaloonsl3pr'),
		],
		buyers: [
			buyer(55080, 6898, 'ConversionCatalyst', leadCaps(['day', 25], ['total', 5000])),
			buyer(55082, 17147, 'NexGen Leads'),
			buyer(
				55083,
				4083,
				'LeadSynergy Network',
				leadCaps(['day', 20], ['week', 100], ['month', 500], ['total', 5000]),
			),
			buyer(55084, 19588, 'EchoPoint Media'),
		],
		fields: [
			'first_name',
			'last_name',
			'email',
			'phone',
			'state',
			'incident_date',
			'injured',
			'attorney',
			'ip_address',
		],
	},
	{
		id: 24240,
		name: 'One-To-One',
		public_name: 'One-To-One',
		suppliers: [
			supplier(67649, 28284, 'Landing Page A', '50ak723fr2wz', { nickname: '15627', test_mode: 1 }),
		],
		buyers: [],
		fields: ['first_name', 'last_name', 'phone', 'zip_code'],
	},
	{
		id: 21626,
		name: 'Solar Exchange',
		public_name: 'Public Name Solar',
		suppliers: [
			supplier(55085, 3399, 'QuantumClicks Media', 'pgan11mcpo1r'),
			supplier(55086, 12528, 'EngageMore Advertising', 'vnagmmkbkpxw'),
		],
		buyers: [
			buyer(55087, 13006, 'CoreConnect Leads'),
			buyer(55088, 4083, 'LeadSynergy Network'),
			buyer(55090, 16543, 'Gold Mark Co.'),
		],
		fields: [
			{ name: 'zip_code', type: 'Postal code', required: true },
			{ name: 'home_owner', type: 'Multiple values', required: true, values: ['Yes', 'No'] },
			{ name: 'monthly_bill', type: 'Text', required: false },
			{
				name: 'shade',
				type: 'Multiple values',
				required: false,
				values: ['No Shade', 'Partial Shade', 'Full Shade'],
			},
			{ name: 'first_name', type: 'Text', required: true },
			{ name: 'last_name', type: 'Text', required: true },
			{ name: 'email', type: 'Email', required: true },
			{ name: 'phone', type: 'Phone', required: true },
			{ name: 'address', type: 'Text', required: false },
			{ name: 'city', type: 'Text', required: false },
			{ name: 'state', type: 'State', required: false },
			{ name: 'ip_address', type: 'IP address', required: false },
			{ name: 'user_agent', type: 'Text', required: false },
			{ name: 'landing_page_url', type: 'URL', required: false },
			{ name: 'jornaya_leadid', type: 'Text', required: false },
			{ name: 'trustedform_cert_url', type: 'URL', required: false },
		],
	},
	{
		id: 23880,
		name: 'One to one DEMO',
		public_name: 'One to one DEMO',
		suppliers: [supplier(65500, 1859, 'Supplier1', 'q8ddem0n3t0n')],
		buyers: [
			buyer(65501, 1858, 'Business 1'),
			buyer(65505, 28515, 'Business 0'),
			buyer(66496, 1858, 'Business 1'),
		],
		fields: [
			{ name: 'first_name', type: 'Text', required: true },
			{ name: 'last_name', type: 'Text', required: true },
			{ name: 'phone', type: 'Phone', required: true },
			{ name: 'zip_code', type: 'Postal code', required: true },
			{
				name: 'project_type',
				type: 'Multiple values',
				required: false,
				values: ['repair', 'replace'],
			},
			{ name: 'number_of_windows', type: 'Numeric', required: false },
		],
	},
];

const leadBuyer = (id, name, client, status, sellPrice = 0) => ({
	id,
	name,
	client,
	status,
	error_code: status === 'ERROR' ? 1006 : 0,
	error_message: status === 'ERROR' ? 'Rejected by buyer' : '',
	sell_price: sellPrice,
});

const synergy = { id: 4083, name: 'LeadSynergy Network' };

const solarLead = {
	id: 'Oi_PE5UB8JeApcHI06lG',
	// The cheat sheet gives this lead no time; January 2025 is where its other samples are.
	lead_date_ms: '1737733210000',
	status: 'ACCEPTED',
	error_code: 0,
	error_message: '',
	test: false,
	cost: 13.3,
	revenue: 19,
	campaign_id: 21626,
	campaign_name: 'Solar Exchange',
	lead_data: {
		lp_subid1: 'sub1_a',
		lp_subid2: 'sub2_one',
		zip_code: '01341',
		home_owner: 'Yes',
		monthly_bill: '$400',
		shade: 'Full Shade',
		first_name: 'Leanne',
		last_name: 'Sanford',
		email: 'ahamill@example.org',
		phone: '4103097989',
		address: '847 Weber Groves Suite 308',
		city: 'North Aida',
		state: 'NM',
		ip_address: '36e1:e77:b803:84d5:303:cf53:1cc8:31bb',
		user_agent: 'Mozilla/5.0 (X11; Linux i686; rv:7.0) Gecko/20170324 Firefox/36.0',
		landing_page_url: 'https://example.org/aliquid',
		jornaya_leadid: 'AAE08A69-B688-319C-81B4-965529B1648A',
		trustedform_cert_url: 'https://cert.trustedform.com/8a04a0b5e4bd36f17d9dc1c15d88b7fe7488e399',
		lp_ping_id: '9e3bbd2d-c182-4ff5-bc9c-e6a0c550c16c',
	},
	supplier: {
		id: 55086,
		name: 'EngageMore Advertising',
		client: { id: 12528, name: 'EngageMore Advertising' },
	},
	buyers: [
		leadBuyer(55088, 'LeadSynergy Network', synergy, 'ACCEPTED', 19),
		leadBuyer(55087, 'CoreConnect Leads', { id: 13006, name: 'CoreConnect Leads' }, 'PINGED'),
		leadBuyer(55090, 'Gold Mark Co.', { id: 16543, name: 'Gold Mark Co.' }, 'PINGED'),
	],
};

const directPost = (status, price) =>
	leadBuyer(65501, 'Direct Post', { id: 1858, name: 'Business 1' }, status, price);
const aggregators = (status, price) =>
	leadBuyer(65505, 'Aggregators', { id: 28515, name: 'Business 0' }, status, price);
const homeServices = (status, price) =>
	leadBuyer(66496, 'HomeServices-Aggregator', { id: 1858, name: 'Business 1' }, status, price);

const demoLead = (id, ms, [cost, revenue], [first, last, phone, zip], bids, buyers, more = {}) => ({
	id,
	lead_date_ms: ms,
	status: 'ACCEPTED',
	error_code: 0,
	error_message: '',
	test: false,
	cost,
	revenue,
	campaign_id: 23880,
	campaign_name: 'One to one DEMO',
	lead_data: {
		lp_ping_id: bids.ping,
		lp_consent_bids: bids.consent,
		modernize_selected_bids: bids.modernize,
		first_name: first,
		last_name: last,
		phone,
		zip_code: zip,
		project_type: 'repair',
		number_of_windows: '1',
	},
	supplier: { id: 65500, name: 'Supplier1', client: { id: 1859, name: 'Supplier1' } },
	buyers,
	...more,
});

const leads = [
	solarLead,
	demoLead(
		'm-40dpQB8JeApcHIrulS',
		'1737149951570',
		[7.11, 7.9],
		['Taylor', 'Taylor', '2880403044', '90067'],
		{
			ping: '9dfe2c22-959a-4636-88c9-1e83c397e6cc',
			consent: '9dfe2c22-eb95-416d-8ae0-fde65c5a6eb1,9dfe2c22-eb89-44de-9570-653b02ffee74',
			modernize: '',
		},
		[aggregators('ACCEPTED', 7.9)],
	),
	demoLead(
		'eqgydpQB8J-QmL7XLdHZ',
		'1737149787609',
		[4.5, 5],
		['Chris', 'Smith', '1514731260', '30038'],
		{
			ping: '9dfe2b7d-fe52-4078-a9b1-e7264d524765',
			consent: '9dfe2b7e-4eae-4932-9feb-3cd46e7b533c,9dfe2b93-fbc5-4156-8628-a739b6c2248d',
			modernize: '',
		},
		[aggregators('ERROR'), directPost('ACCEPTED', 5)],
	),
	demoLead(
		'tVnEZZQB8JeApcHImTna',
		'1736874170842',
		[0, 0],
		['Jamie', 'Rodriguez', '1779927495', '90019'],
		{
			ping: '9df7bccc-bb12-40a5-a201-952aa14a98a4',
			consent: '9df7bcda-a597-4572-8385-3ec10dda6958',
			modernize: 'RwnmAkrGl0UnoRKiQmUpdBvKv3YjqXEK',
		},
		[],
		{ status: 'ERROR', error_code: 1035, error_message: 'PING timeout exceeded' },
	),
	demoLead(
		'szWwUZQB8J-QmL7XnoeZ',
		'1736537317016',
		[4.5, 5],
		['Taylor', 'Rodriguez', '5477276145', '20017'],
		{
			ping: '9defe819-17fe-4a01-b6fd-cf0e600b9265',
			consent: '9defe826-18f0-4780-b168-5d48f78ef45b,9defe826-1893-433b-84b7-6759ef04c217',
			modernize: 'lOaPNGrzkqiDGams67HVJ7mJV3JQkXVK,9xoV1O3BKjfGp4wOcXzCemBEmegaXKbD',
		},
		[homeServices('ERROR'), directPost('ACCEPTED', 5)],
	),
	demoLead(
		'mHCXSJQB8JeApcHI-i_2',
		'1736384707318',
		[8.37, 9.3],
		['John', 'Smith', '5498398712', '70003'],
		{
			ping: '9dec5a82-2f34-4be2-a83c-3835c71243ce',
			consent: '9dec5a82-bb38-421e-9321-eca1fa479a5c,9dec5a90-82d6-47a6-9ee2-bebd4cbb52cb',
			modernize: 'PGBJZYrJakizxdqiZXTYZXPeL5NdLe06,1KNPyAgQWLubq0V7Ca8cJ2blPWrzOMlX',
		},
		[homeServices('ERROR'), aggregators('ACCEPTED', 9.3)],
	),
	demoLead(
		'818SLpQB8JeApcHIsq4P',
		'1735939764751',
		[4.5, 5],
		['Pat', 'Davis', '4551210631', '80040'],
		{
			ping: '9de1fda7-97e5-40ff-b024-510e36fcde56',
			consent: '9de1fdb9-076a-4550-a371-6d544badb525,9de1fdb9-0706-4806-af5a-d79b58410cfd',
			modernize: 'LDX0NaBrAAsvo9NUJsO4NJbwrYzVqdPn,4BX98ZdglzsYnNWwFpsdqjZmKrG7eQ2M',
		},
		[directPost('ACCEPTED', 5), homeServices('ERROR')],
	),
];

module.exports = { campaigns, leads };
