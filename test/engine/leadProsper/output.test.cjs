/** What comes out of a lead, by the field Output. */
const { createHash } = require('node:crypto');
const { DateTime } = require('luxon');
const { byId, leadProsperTests, ZONE } = require('./support.cjs');

const lp = leadProsperTests();

const LEAD_ID = 'Oi_PE5UB8JeApcHI06lG';
const WEEK = { period: 'custom', startDate: '2026-03-06', endDate: '2026-03-12' };
const week = (campaign) => lp.leadsBetween(campaign, '2026-03-06', '2026-03-12');
const getMany = (parameters, options) =>
	lp.run('lead', 'getAll', { campaignId: byId('30101'), ...WEEK, ...parameters }, options);

/** The columns that every simplified lead has. */
const COLUMNS = [
	'id',
	'time',
	'campaign_id',
	'campaign',
	'status',
	'reason',
	'test',
	'supplier',
	'buyer',
	'sold_for',
	'cost',
	'returned',
];

test('simplified without a choice: the same columns, then the campaign’s fields', async () => {
	const { items, error } = await getMany({ returnAll: true });
	expect(error).toBeUndefined();
	const leads = week(30101);
	expect(items[0].map(({ id }) => id)).toEqual(leads.map(({ id }) => id));
	for (const [index, item] of items[0].entries()) {
		const lead = leads[index];
		expect(Object.keys(item).slice(0, COLUMNS.length)).toEqual(COLUMNS);
		const time = DateTime.fromMillis(Number(lead.lead_date_ms), { zone: ZONE }).toISO();
		const ofCampaign = Object.entries(lead.lead_data).filter(
			([name]) => !/^lp_(?!subid)/.test(name),
		);
		expect(ofCampaign.length).toBeGreaterThan(0);
		expect(item).toMatchObject({
			time,
			campaign_id: 30101,
			supplier: lead.supplier.name,
			sold_for: lead.revenue,
			cost: lead.cost,
			...Object.fromEntries(ofCampaign),
		});
		for (const value of Object.values(item)) expect(Object(value)).not.toBe(value);
	}
});

test('the time is in the step’s zone', async () => {
	const { items } = await getMany({ limit: 1, options: { timezone: 'Asia/Kolkata' } });
	expect(items[0][0].time).toMatch(/\+05:30$/);
});

test('Get: simplified without a choice', async () => {
	const { items } = await lp.run('lead', 'get', { leadId: LEAD_ID });
	expect(items[0]).toMatchObject([
		{ id: LEAD_ID, time: null, buyer: 'LeadSynergy Network', sold_for: 19, zip_code: '01341' },
	]);
});

describe('one row per buyer’s answer', () => {
	const rows = { output: 'buyerRows' };
	const answers = (leads) =>
		leads.flatMap(({ id, buyers }) =>
			buyers.length > 0 ? buyers.map((buyer) => [id, buyer.id]) : [[id, null]],
		);
	const named = (items) => items.map(({ id, buyer_id: buyer }) => [id, buyer]);

	test('of all leads', async () => {
		const { items } = await getMany({ ...rows, returnAll: true });
		expect(items[0].length).toBeGreaterThan(week(30101).length);
		expect(named(items[0])).toEqual(answers(week(30101)));
	});

	test('a limit counts leads, and is not reached by rows', async () => {
		const { items } = await getMany({
			...rows,
			limit: 5,
			campaignScope: 'several',
			campaignIds: '30101,21624',
		});
		expect(named(items[0])).toEqual(answers(week(30101).slice(0, 5)));
	});

	test('oldest first', async () => {
		const { items } = await getMany({ ...rows, limit: 5, options: { order: 'oldestFirst' } });
		expect(named(items[0])).toEqual(answers(week(30101).reverse().slice(0, 5)));
	});

	test('Get', async () => {
		const { items } = await lp.run('lead', 'get', { leadId: LEAD_ID, ...rows });
		expect(items[0].map(({ buyer_status: status }) => status)).toEqual([
			'ACCEPTED',
			'PINGED',
			'PINGED',
		]);
	});
});

describe('selected fields', () => {
	const selected = (fields, more) => getMany({ output: 'selected', fields, ...more });

	test('from the list, and as an expression gives them', async () => {
		const expected = week(30101)
			.slice(0, 3)
			.map(({ id, supplier, lead_data: { email } }) => ({
				id,
				supplier: { name: supplier.name },
				lead_data: { email },
			}));
		const names = ['id', 'supplier.name', 'lead_data.email'];
		for (const fields of [names, `={{ ${JSON.stringify(names)} }}`, `={{ "${names}" }}`]) {
			const { items, hints } = await selected(fields, { limit: 3 });
			expect(items[0]).toEqual(expected);
			expect(hints).toEqual([]);
		}
	});

	test('names that leads don’t have are told, once for all of them', async () => {
		const leads = week(30101).slice(0, 20);
		const lacking = leads.filter((lead) => !('returned' in lead)).length;
		expect(lacking).toBeGreaterThan(0);
		const { items, hints } = await selected(['id', 'lead_data.e_mail', 'returned'], { limit: 20 });
		expect(items[0].map(({ id }) => id)).toEqual(leads.map(({ id }) => id));
		const some = lacking === 20 ? 'none of 20' : `${lacking} of 20 lack it`;
		expect(hints.map(({ message }) => message)).toEqual([
			`Selected fields that leads don’t have: “lead_data.e_mail” (none of 20), “returned” (${some}). Names are case-sensitive.`,
		]);
	});

	test.each([[[]], ['={{ "" }}'], ['={{ undefined }}']])(
		'%j is refused before any request',
		async (fields) => {
			const { error } = await selected(fields);
			expect(error.message).toBe('No field was picked under Field Names or IDs');
			expect(lp.requests()).toEqual([]);
		},
	);

	test('the list: a lead’s own fields, then those of the chosen campaign', async () => {
		const names = async (parameters) =>
			(await lp.callMethod('loadOptions', 'getOutputFields', parameters)).map(({ value }) => value);
		const scope = { resource: 'lead', operation: 'getAll', campaignScope: 'one' };
		const ofMva = await names({ ...scope, campaignId: byId('21624') });
		expect(ofMva).toEqual(expect.arrayContaining(['supplier.name', 'lead_data.incident_date']));
		expect(ofMva).not.toContain('lead_data.shade');
		const ofAll = await names({ resource: 'lead', operation: 'get' });
		expect(ofAll).toEqual(expect.arrayContaining(['lead_data.incident_date', 'lead_data.shade']));
		expect(new Set(ofAll).size).toBe(ofAll.length);
	});
});

describe('personal data', () => {
	const sha256 = (text) => createHash('sha256').update(text.trim().toLowerCase()).digest('hex');
	const texts = (items) => JSON.stringify(items);
	const withEmail = { campaignId: byId('21624'), returnAll: true };
	/** Of those that have one: a lead can be refused at the ping, before it is sent. */
	const emails = () =>
		week(21624)
			.map(({ lead_data: { email } }) => email)
			.filter((email) => email !== undefined);

	test.each(['simplified', 'raw', 'buyerRows'])('hashed: %s', async (output) => {
		const { items, error } = await getMany({ ...withEmail, output, personalData: 'hashed' });
		expect(error).toBeUndefined();
		expect(emails().length).toBeGreaterThan(0);
		for (const email of emails()) {
			expect(texts(items)).not.toContain(email);
			expect(texts(items)).toContain(sha256(email));
		}
		expect(texts(items)).toContain(week(21624)[0].supplier.name);
	});

	test('left out, also for a filter on it', async () => {
		const [email] = emails();
		const { items } = await getMany({
			...withEmail,
			personalData: 'leftOut',
			filters: { fieldName: 'email', fieldValue: email },
		});
		expect(items[0]).toHaveLength(emails().filter((one) => one === email).length);
		for (const item of items[0]) {
			expect(item).not.toHaveProperty('email');
			expect(item).not.toHaveProperty('first_name');
			expect(item).toHaveProperty('state');
		}
	});

	test('Get', async () => {
		const get = { leadId: LEAD_ID, output: 'raw', personalData: 'leftOut' };
		const { items } = await lp.run('lead', 'get', get);
		expect(texts(items)).not.toMatch(/ahamill|Leanne|Sanford|4103097989|Weber Groves/);
		expect(items[0][0]).toMatchObject({ id: LEAD_ID, lead_data: { zip_code: '01341' } });
	});
});

test('chosen by an AI agent, with and without the names of fields', async () => {
	const parameters = {
		output: "={{ $fromAI('output', 'Simplified, Raw or Selected Fields', 'string') }}",
		limit: 2,
	};
	const leads = week(30101).slice(0, 2);
	const given = async (json, more) => {
		const { items, error } = await getMany({ ...parameters, ...more }, { items: [json] });
		expect(error).toBeUndefined();
		return items[0];
	};
	expect(await given({ output: 'Raw' })).toEqual(leads);
	expect(await given({ output: 'simplified' })).toMatchObject(leads.map(({ id }) => ({ id })));
	const fields = "={{ $fromAI('fields', 'Dotted names, separated by commas', 'string') }}";
	expect(
		await given({ output: 'Selected Fields', fields: 'id, supplier.name' }, { fields }),
	).toEqual(leads.map(({ id, supplier: { name } }) => ({ id, supplier: { name } })));
});

test('another Output is refused before any request', async () => {
	const { error } = await getMany({ output: '={{ "all" }}' });
	expect(error.message).toBe('Output has no “all”');
	expect(error.description).toBe(
		'Choose one of: Simplified, One Row per Buyer’s Answer, Selected Fields, Raw.',
	);
	expect(lp.requests()).toEqual([]);
});
