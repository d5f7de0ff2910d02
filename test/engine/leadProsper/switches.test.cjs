/** Switches whose position comes from an expression: a sheet or a form gives it as a text. */
const { LEAD, byId, leadProsperTests } = require('./support.cjs');

const lp = leadProsperTests();

const sold = () =>
	lp.sandbox.data.leads(30101).find(({ status, returned }) => status === 'ACCEPTED' && !returned)
		.id;

/**
 * Each with `position` as its expression.
 * @type {[label: string, makeCase: (position: string) => [string, string, object]][]}
 */
const SWITCHES = [
	[
		'Portal Refund',
		(position) => ['lead', 'return', { leadId: sold(), reason: 'x', portalRefund: position }],
	],
	[
		'Include Supplier Keys',
		(position) => ['supplier', 'getAll', { options: { includeSupplierKeys: position } }],
	],
	[
		'Include Supplier Keys',
		(position) => ['campaign', 'getAll', { options: { includeSupplierKeys: position } }],
	],
	[
		'Include Supplier Keys',
		(position) => [
			'campaign',
			'get',
			{ campaignId: byId('21624'), options: { includeSupplierKeys: position } },
		],
	],
	[
		'Fail If Already Paused',
		(position) => [
			'buyer',
			'pause',
			{
				campaignId: byId('21626'),
				buyerId: byId('55087'),
				options: { failIfUnchanged: position },
			},
		],
	],
	['Paused', (position) => ['buyer', 'getAll', { filters: { paused: position } }]],
	[
		'Include Input Fields',
		(position) => [
			'lead',
			'submit',
			{
				campaignId: byId('21624'),
				supplierId: byId('55077'),
				options: { includeInput: position },
			},
		],
	],
];

const ITEM = { ...LEAD, off: 'false', on: 'true', wrong: 'perhaps' };
const from = (name, makeCase) => {
	const [resource, operation, parameters] = makeCase(`={{ $json.${name} }}`);
	return lp.run(resource, operation, parameters, { items: [ITEM] });
};

test.each(SWITCHES)(
	'%s: what is neither is refused before any request',
	async (label, makeCase) => {
		const { error } = await from('wrong', makeCase);
		expect(error?.message).toBe(`${label} must be true or false, and is “perhaps”`);
		expect(lp.requests()).toHaveLength(0);
	},
);

test.each(SWITCHES)('%s: nothing is refused before any request', async (label, makeCase) => {
	const { error } = await from('nothing', makeCase);
	expect(error?.message).toBe(`${label} must be true or false, and is empty`);
	expect(lp.requests()).toHaveLength(0);
});

describe('the text “false” is off, “true” is on', () => {
	const makeCase = (label) => new Map(SWITCHES).get(label);

	test.each([
		['off', false],
		['on', true],
	])('Portal Refund %s', async (position, sent) => {
		await from(position, makeCase('Portal Refund'));
		expect(lp.requests()[0].body.portal_refund).toBe(sent);
	});

	test.each(SWITCHES.filter(([label]) => label === 'Include Supplier Keys'))(
		'%s',
		async (_label, keys) => {
			const { hash } = lp.campaign(21624).suppliers[0];
			expect(JSON.stringify((await from('off', keys)).items)).not.toContain(hash);
			expect(JSON.stringify((await from('on', keys)).items)).toContain(hash);
		},
	);

	test('Fail If Already Paused', async () => {
		lp.sandbox.setBuyer(21626, 55087, { paused: 1 });
		expect((await from('off', makeCase('Fail If Already Paused'))).items[0][0].changed).toBe(false);
		const { error } = await from('on', makeCase('Fail If Already Paused'));
		expect(error.message).toBe('Buyer is already paused');
	});

	test.each([
		['off', 0],
		['on', 1],
	])('the filter Paused %s', async (position, paused) => {
		lp.sandbox.setBuyer(21626, 55087, { paused: 1 });
		const { items } = await from(position, makeCase('Paused'));
		const expected = lp.sandbox.data
			.campaigns()
			.flatMap(({ buyers }) => buyers)
			.filter((buyer) => buyer.paused === paused);
		expect(expected.length).toBeGreaterThan(0);
		expect(items[0].map(({ id }) => id)).toEqual(expected.map(({ id }) => id).slice(0, 50));
	});

	test('Send Input Fields', async () => {
		const send = (position) =>
			lp.runAsSupplier(
				'submit',
				{
					campaignId: byId('21624'),
					supplierId: byId('55077'),
					sendInput: `={{ $json.${position} }}`,
				},
				{ items: [ITEM] },
			);
		await send('off');
		expect(lp.requests()[0].body).not.toHaveProperty('email');
		await send('on');
		expect(lp.requests()[1].body).toHaveProperty('email');
		const { error } = await send('nothing');
		expect(error?.message).toBe('Send Input Fields must be true or false, and is empty');
		expect(lp.requests()).toHaveLength(2);
	});
});
