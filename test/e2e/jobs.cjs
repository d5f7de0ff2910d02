/**
 * The examples that do a whole job: what each must come to, and what its steps that are shipped
 * switched off send out once they are on.
 */
const { createHash } = require('node:crypto');
const { runExample, switchedOn } = require('../../demo/examples.cjs');
const { inALine, START } = require('../../n8n/steps.cjs');
const { outputsOf, triggerOf, withCredentials } = require('../../n8n/workflows.cjs');
const { daysAgo, isWithin } = require('./support/days.cjs');
const { startMailbox } = require('./support/mailbox.cjs');
const { startOutside } = require('./support/outside.cjs');

const DAY = 24 * 60 * 60 * 1000;

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

const jsonOf = (items) => items.map(({ json }) => json);

const allLeads = (data) => data.campaigns().flatMap(({ id }) => data.leads(id));

/** The leads of the days, without test leads. */
const leadsOf = (data, first, last = first) =>
	allLeads(data).filter((lead) => !lead.test && isWithin(lead.lead_date_ms, first, last));

const isAccepted = ({ status }) => status === 'ACCEPTED';

const buyersOf = ({ buyers }) =>
	buyers
		.filter(isAccepted)
		.map(({ client }) => client.name)
		.join(' + ');

const sumOf = (records, valueOf) =>
	records.reduce((total, record) => total + Number(valueOf(record)), 0);

/** Sums by a key, to compare with what a workflow has added up. */
function sumsBy(records, keyOf, valueOf) {
	const sums = {};
	for (const record of records) {
		const key = keyOf(record);
		sums[key] = Math.round(((sums[key] ?? 0) + Number(valueOf(record))) * 100) / 100;
	}
	return sums;
}

const completedOn = (data, first, last) =>
	data
		.sessions()
		.filter(({ completed_at: time }) => time && isWithin(Date.parse(time), first, last));

/** What each must come to as it is shipped, by its name. */
const checks = {
	'Lead Prosper: sold leads to Meta, as conversions with their value'({ items, data }) {
		const lead = allLeads(data).find(({ id }) => id === items[0].lead_id);
		expect(lead).toMatchObject({ status: 'ACCEPTED', test: false, revenue: items[0].value });
		expect(items[0].email_hash).toBe(sha256(lead.lead_data.email));
		expect(items[0].phone_hash).toBe(sha256(`1${lead.lead_data.phone}`));
	},

	'Lead Prosper: sold leads to Google Ads, as offline conversions'({ items, data }) {
		const lead = allLeads(data).find(({ id }) => id === items[0].lead_id);
		expect(lead).toMatchObject({ status: 'ACCEPTED', test: false, revenue: items[0].value });
		expect(Date.parse(items[0].time)).toBe(Number(lead.lead_date_ms));
		expect(items[0].email_hash).toBe(sha256(lead.lead_data.email));
		expect(items[0].phone_hash).toBe(sha256(`+1${lead.lead_data.phone}`));
	},

	"Lead Prosper: returns from a buyer's sheet"({ items }) {
		expect(items.map(({ result }) => result)).toEqual(['not found', 'not found']);
	},

	'Lead Prosper: quality of suppliers and their sub-IDs, week beside week'({ data, outputOf }) {
		const keyOf = ({ supplier, lead_data: fields }) =>
			`${supplier.client.name} ${fields.lp_subid1 || 'none'}`;
		const rows = jsonOf(outputOf('One row per sub-ID')[0]);
		const weeks = [
			[leadsOf(data, daysAgo(7), daysAgo(1)), ''],
			[leadsOf(data, daysAgo(14), daysAgo(8)), '_before'],
		];
		for (const [leads, suffix] of weeks) {
			const figures = {
				leads: () => 1,
				accepted: isAccepted,
				returned: ({ returned }) => Boolean(returned),
				cost: ({ cost }) => cost,
				revenue: ({ revenue }) => revenue,
			};
			for (const [name, valueOf] of Object.entries(figures)) {
				const expected = sumsBy(leads, keyOf, valueOf);
				for (const row of rows) {
					const key = `${row.supplier} ${row.sub_id}`;
					expect(row[`${name}${suffix}`]).toBeCloseTo(expected[key] ?? 0, 2);
					delete expected[key];
				}
				expect(expected).toEqual({});
			}
		}
		for (const row of rows.filter(({ accepted }) => accepted > 0)) {
			expect(row.return_rate_percent).toBeCloseTo((100 * row.returned) / row.accepted, 1);
		}
		const rejected = leadsOf(data, daysAgo(14), daysAgo(1)).filter((lead) => !isAccepted(lead));
		const reasons = jsonOf(outputOf('Rejected by reason')[0]);
		expect(
			sumsBy(
				reasons,
				(row) => row.rejected,
				(row) => row.count_rejected,
			),
		).toEqual(
			sumsBy(
				rejected,
				(lead) => lead.error_message || lead.status,
				() => 1,
			),
		);
	},

	'Lead Prosper: profit and loss of the last 7 days, by buyer and day'({ items, data }) {
		const sold = leadsOf(data, daysAgo(7), daysAgo(1)).filter(isAccepted);
		const kept = sold.filter(({ returned }) => !returned);
		const keyOf = (lead) =>
			`${new Date(Number(lead.lead_date_ms)).toISOString().slice(0, 10)} ${buyersOf(lead)}`;
		expect(new Set(items.map(({ date, buyer }) => `${date} ${buyer}`))).toEqual(
			new Set(sold.map(keyOf)),
		);
		const expected = {
			sum_sold: sumsBy(kept, keyOf, () => 1),
			sum_revenue: sumsBy(kept, keyOf, ({ revenue }) => revenue),
			sum_cost: sumsBy(kept, keyOf, ({ cost }) => cost),
			sum_profit: sumsBy(kept, keyOf, ({ revenue, cost }) => revenue - cost),
		};
		for (const row of items) {
			for (const [column, sums] of Object.entries(expected)) {
				expect(row[column]).toBeCloseTo(sums[`${row.date} ${row.buyer}`] ?? 0, 1);
			}
		}
	},

	'Lead Prosper: all leads in a table, without doubles'({ data, outputOf }) {
		expect(outputOf('New or changed?').map((items) => items.length)).toEqual([
			expect.any(Number),
			0,
			0,
			leadsOf(data, daysAgo(30), daysAgo(0)).length,
		]);
	},

	'Lead Prosper: stop the ads when no buyer has room, start them when one has'({ items }) {
		expect(items).toEqual([
			expect.objectContaining({ campaign_id: 30101, ads: 'ACTIVE' }),
			expect.objectContaining({ campaign_id: 30103, ads: 'ACTIVE' }),
		]);
	},

	'ProsperStack: why customers leave, in a table and to the team'({ data, items, outputOf }) {
		const [row] = jsonOf(outputOf('Into the table')[0]);
		const session = data.sessions().find(({ id }) => id === row.session_id);
		expect(row).toMatchObject({
			status: session.status,
			mrr: Number(session.subscription.mrr),
			email: session.subscriber.email,
			offers_shown: session.offers_presented.map(({ name }) => name).join(', '),
		});
		expect(items[0].text).toContain(`${row.email}, ${row.mrr} a month`);
	},

	'ProsperStack: after the flow, do it in Stripe'({ outputOf, data }) {
		const [canceled, paused, coupons] = outputOf('What was agreed');
		const last = data.sessions().find(({ id }) => id === canceled[0]?.json.id);
		expect(last).toMatchObject({ status: 'canceled' });
		expect([paused, coupons]).toEqual([[], []]);
	},

	'ProsperStack: was the save real? 30 days later'({ data, outputOf }) {
		const saved = completedOn(data, daysAgo(37), daysAgo(31)).filter(
			({ status }) => status === 'saved',
		);
		expect(saved.length).toBeGreaterThan(0);
		const rows = jsonOf(outputOf('How many saves were real')[0]);
		const lives = ({ subscription: { id } }) =>
			data.subscriptions().find((one) => one.id === id).status !== 'canceled';
		const offerOf = ({ offer_accepted: offer }) => offer.name;
		const offerIn = ({ offer }) => offer;
		expect(sumsBy(rows, offerIn, (row) => row.saved)).toEqual(sumsBy(saved, offerOf, () => 1));
		expect(sumsBy(rows, offerIn, (row) => row.still_there)).toEqual(sumsBy(saved, offerOf, lives));
		expect(jsonOf(outputOf('Left after all')[0]).map(({ email }) => email)).toEqual(
			saved.filter((session) => !lives(session)).map(({ subscriber }) => subscriber.email),
		);
	},

	'Weekly report: leads, revenue, profit and saved customers, as an e-mail with bars'({
		items,
		data,
		outputOf,
	}) {
		const rows = jsonOf(outputOf('This week beside last')[0]);
		const kept = (first, last) =>
			leadsOf(data, first, last).filter((lead) => isAccepted(lead) && !lead.returned);
		const weeks = { sum_this: [daysAgo(7), daysAgo(1)], sum_last: [daysAgo(14), daysAgo(8)] };
		for (const [column, [first, last]] of Object.entries(weeks)) {
			const leads = kept(first, last);
			const sessions = completedOn(data, first, last);
			const total = (section) =>
				sumOf(
					rows.filter((row) => row.section.startsWith(section)),
					(row) => row[column],
				);
			expect(total('1.')).toBe(leads.length);
			expect(total('2.')).toBeCloseTo(
				sumOf(leads, ({ revenue }) => revenue),
				2,
			);
			expect(total('3.')).toBeCloseTo(
				sumOf(leads, ({ revenue, cost }) => revenue - cost),
				2,
			);
			expect(total('5.')).toBeCloseTo(total('3.'), 2);
			const byBuyer = sumsBy(leads, buyersOf, ({ revenue }) => revenue);
			for (const { section, label, ...row } of rows) {
				if (section.startsWith('4.')) expect(row[column]).toBeCloseTo(byBuyer[label] ?? 0, 1);
			}
			const ended = sumsBy(
				sessions,
				({ status }) => status,
				() => 1,
			);
			for (const { section, label, ...row } of rows) {
				if (section.startsWith('6.')) expect(row[column]).toBe(ended[label] ?? 0);
			}
			expect(total('7.')).toBe(ended.canceled ?? 0);
			const rate = (100 * ended.saved) / (ended.saved + ended.canceled);
			expect(items[0].html).toContain(`${Math.round(rate * 10) / 10} %`);
		}
		for (const { label } of rows) expect(items[0].html).toContain(`<td>${label}</td>`);
		const widths = [...items[0].html.matchAll(/width:(\d+)px/g)].map(([, width]) => Number(width));
		expect(widths).toHaveLength(rows.length * 2);
		expect(Math.max(...widths)).toBe(250);
	},

	'Lead Prosper: the same work for many accounts, one run for each'({ outputOf }) {
		expect(outputOf('Table of accounts')[0]).toHaveLength(1);
	},

	'Is my trigger alive?'({ outputOf }) {
		expect(outputOf('Webhooks at ProsperStack')[0].length).toBeGreaterThan(0);
		expect(outputOf('Executions')[0].length).toBeGreaterThan(0);
	},

	'Forget a person: find and delete what n8n holds of somebody'({ outputOf, data }) {
		const [found] = jsonOf(outputOf('What was found')[0]);
		const jane = data.subscribers().find(({ email }) => email === 'jane@example.com');
		expect(found).toMatchObject({ subscribers: [jane.id], rows_of_leads: 0 });
		expect(found.not_erased).toContain('no way to delete a person by API');
	},
};

/** What the switched-off steps do, once they are on. */
function jobs(e2e, { exampleOf, run }) {
	/** @type {import('./support/outside.cjs').Outside} */
	let outside;
	let mailbox;

	beforeAll(async () => {
		outside = await startOutside();
		mailbox = await startMailbox();
		const save = (type, data) => e2e.api.saveCredential({ name: `The ${type}`, type, data });
		Object.assign(e2e.credentials, {
			facebookGraphApi: await save('facebookGraphApi', { accessToken: 'meta-token' }),
			googleOAuth2Api: await save('googleOAuth2Api', {
				clientId: 'id',
				clientSecret: 'secret',
				oauthTokenData: { access_token: 'google-token', token_type: 'Bearer' },
			}),
			smtp: await save('smtp', mailbox.credential),
			stripeApi: await save('stripeApi', { secretKey: 'sk_test_key' }),
		});
	});

	beforeEach(() => {
		outside.requests.length = 0;
		outside.answers.length = 0;
		mailbox.mails.length = 0;
	});

	afterAll(async () => {
		await outside?.close();
		await mailbox?.close();
	});

	/** An example with its steps switched on, and with the hosts of its requests changed. */
	const live = (end, ...steps) => outside.redirect(steps.reduce(switchedOn, exampleOf(end)));

	/** Saves an example and gives what runs it, more than once. */
	async function saved(example) {
		const workflow = await e2e.api.saveWorkflow(withCredentials(example, e2e.credentials));
		return async () => {
			const execution = await e2e.api.run(workflow, triggerOf(workflow).name);
			expect(execution.status).toBe('success');
			return (node) => jsonOf(outputsOf(execution, node)[0] ?? []);
		};
	}

	const stepOf = ({ nodes }, step) => nodes.find(({ name }) => name === step);

	/** Puts rows into a data table, or gets those that it has. */
	async function inTable(table, parameters, items = [{}]) {
		const dataTableId = { __rl: true, mode: 'name', value: table };
		const step = {
			id: 'table',
			name: 'Table',
			type: 'n8n-nodes-base.dataTable',
			typeVersion: 1.1,
			position: [200, 0],
			parameters: { dataTableId, ...parameters },
		};
		const workflow = await e2e.api.saveWorkflow({
			name: 'A data table',
			...inALine([START, step]),
			pinData: { Start: items.map((json) => ({ json })) },
		});
		const execution = await e2e.api.run(workflow, START.name);
		expect(execution.status).toBe('success');
		return jsonOf(outputsOf(execution, step.name)[0]);
	}
	const rowsIn = (table) => inTable(table, { operation: 'get', returnAll: true });
	const autoMap = { mappingMode: 'autoMapInputData', value: {} };
	const addRows = (table, rows) => inTable(table, { operation: 'insert', columns: autoMap }, rows);

	/** A lead that was sold: just now, or so many days ago. */
	/** @param {object} fields @param {{days?: number} & Record<string, unknown>} [options] */
	function sell(fields, { days = 0, ...lead } = {}) {
		const campaign = e2e.sandbox.data.campaigns().find(({ id }) => id === 30104);
		const [{ id, client_id: clientId, client_name: company, nickname }] = campaign.buyers;
		const part = { id, name: nickname ?? company, client: { id: clientId, name: company } };
		const [sold] = e2e.sandbox.addLeads({
			campaignId: campaign.id,
			at: Date.now() - days * DAY,
			lead: {
				status: 'ACCEPTED',
				test: false,
				cost: 30,
				revenue: 42.5,
				lead_data: fields,
				buyers: [
					{ ...part, status: 'ACCEPTED', error_code: 0, error_message: '', sell_price: 42.5 },
				],
				...lead,
			},
		});
		return sold;
	}

	describe('a sold lead', () => {
		// Examples of the services' own documentation; the first hash of each is printed there, too.
		const MAIL = '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f';
		const PHONE = 'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176';

		/** Runs an example for this lead alone, whichever is the newest of the account. */
		async function send(end, step, lead) {
			const example = live(end, step);
			Object.assign(stepOf(example, 'A lead is sold').parameters, {
				campaignScope: 'one',
				campaignId: { __rl: true, mode: 'id', value: String(lead.campaign_id) },
			});
			const { outputOf } = await run(example);
			expect(jsonOf(outputOf('A lead is sold')[0])).toMatchObject([{ id: lead.id }]);
			expect(outside.requests).toHaveLength(1);
			return outside.requests[0];
		}

		test('goes to Meta, hashed as Meta asks, with its value and its ID', async () => {
			const lead = sell({ email: ' John_Smith@gmail.com ', phone: '(650)555-1212' });
			const sent = await send('conversions with their value', 'Send to Meta', lead);
			expect(sent).toMatchObject({
				method: 'POST',
				host: 'graph.facebook.com',
				path: '/v23.0/YOUR_DATASET_ID/events',
				query: { access_token: 'meta-token' },
			});
			expect(JSON.parse(sent.body)).toEqual({
				data: [
					{
						event_name: 'Purchase',
						event_time: Math.floor(Number(lead.lead_date_ms) / 1000),
						event_id: lead.id,
						action_source: 'system_generated',
						user_data: { em: [MAIL], ph: [PHONE] },
						custom_data: { value: 42.5, currency: 'USD' },
					},
				],
			});
			expect(sent.body).not.toContain('555');
		});

		test('without a phone: no hash of nothing', async () => {
			const lead = sell({ email: 'john_smith@gmail.com' });
			const sent = await send('conversions with their value', 'Send to Meta', lead);
			expect(JSON.parse(sent.body).data[0].user_data).toEqual({ em: [MAIL], ph: [] });
		});

		test('goes to Google, hashed as Google asks, with its click', async () => {
			const lead = sell({ email: 'Jo.Hn Smith@Gmail.com', phone: '(800)555-0100', gclid: 'click' });
			const sent = await send('as offline conversions', 'Send to Google', lead);
			expect(sent).toMatchObject({
				method: 'POST',
				host: 'datamanager.googleapis.com',
				path: '/v1/events:ingest',
				headers: { authorization: 'Bearer google-token' },
			});
			expect(JSON.parse(sent.body)).toEqual({
				destinations: [
					{
						operatingAccount: { accountType: 'GOOGLE_ADS', accountId: 'YOUR_ACCOUNT_ID' },
						productDestinationId: 'YOUR_CONVERSION_ACTION_ID',
					},
				],
				encoding: 'HEX',
				events: [
					{
						transactionId: lead.id,
						eventTimestamp: new Date(Number(lead.lead_date_ms)).toISOString(),
						eventSource: 'WEB',
						conversionValue: 42.5,
						currency: 'USD',
						adIdentifiers: { gclid: 'click' },
						userData: {
							userIdentifiers: [
								{ emailAddress: sha256('johnsmith@gmail.com') },
								{ phoneNumber: sha256('+18005550100') },
							],
						},
					},
				],
			});
		});

		test('whose domain is not Gmail keeps its dots, and needs no click', async () => {
			const lead = sell({ email: 'Jo.Hn@Example.com', phone: '+49 30 901820' });
			const sent = await send('as offline conversions', 'Send to Google', lead);
			const [{ userData, ...event }] = JSON.parse(sent.body).events;
			expect(event).not.toHaveProperty('adIdentifiers');
			expect(userData.userIdentifiers).toEqual([
				{ emailAddress: sha256('jo.hn@example.com') },
				{ phoneNumber: sha256('+4930901820') },
			]);
		});
	});

	test('returns: each row with its result, and no lead twice', async () => {
		const good = sell({ phone: '+1 (212) 555-7701' }, { days: 3 });
		const mailed = sell({ email: 'Mail.Only@example.com', phone: '2125557702' }, { days: 3 });
		const twice = [
			sell({ phone: '2125557703' }, { days: 2 }),
			sell({ phone: '212.555.7703' }, { days: 9 }),
		];
		const old = sell({ phone: '2125557704' }, { days: 45 });
		const back = sell({ phone: '2125557705' }, { days: 4, returned: true });
		const reason = 'Wrong number';
		const rows = [
			{ phone: '212-555-7701', reason, date: daysAgo(3) },
			{ email: ' mail.only@EXAMPLE.com', reason },
			{ phone: 12125557703, reason },
			{ phone: '2125557703', reason, date: daysAgo(9) },
			{ phone: '2125557704', reason },
			{ phone: '2125557705', reason },
			{ phone: '2125557799', reason },
			{ reason },
			{ phone: '(212) 5557701', reason },
		];
		const example = exampleOf("returns from a buyer's sheet");
		stepOf(example, "Buyer's sheet").parameters.jsonOutput = JSON.stringify({ rows });
		/** @param {{phone?: string | number, email?: string}} row */
		const keyOf = ({ phone, email }) => `${phone ?? ''} ${email ?? ''}`;
		const resultsOf = (report) =>
			rows.map((row) =>
				report
					.filter((other) => keyOf(other) === keyOf(row))
					.map(({ lead_id: id, result }) => [id, result]),
			);
		const others = [
			[['', 'several']],
			[[twice[1].id, expect.stringContaining('returned')]],
			[[old.id, 'too old']],
			[[back.id, 'already returned']],
			[['', 'not found']],
			[['', 'not found']],
		];
		const lead = ({ id, campaign_id: campaign }) =>
			e2e.sandbox.data.leads(campaign).find((one) => one.id === id);

		const { items: before } = await run(example);
		expect(resultsOf(before)).toEqual([
			[[good.id, 'to be returned']],
			[[mailed.id, 'to be returned']],
			...others,
			[[good.id, 'to be returned']],
		]);
		expect(lead(good).returned).toBe(undefined);

		const returns = () =>
			e2e.sandbox.requests().filter(({ operationId }) => operationId === 'returnLead');
		const sentBefore = returns().length;
		const runLive = await saved(switchedOn(example, 'Return the lead'));
		const first = (await runLive())('Result per row');
		expect(resultsOf(first)).toEqual([
			[[good.id, 'returned']],
			[[mailed.id, 'returned']],
			...others,
			[[good.id, 'already returned']],
		]);
		expect(lead(good)).toMatchObject({ returned: true, return_reason: reason });
		expect(returns()).toHaveLength(sentBefore + 3);

		// As if Lead Prosper showed the return only later.
		e2e.sandbox.changeLead(good.id, { returned: false });
		const second = (await runLive())('Result per row');
		expect(resultsOf(second)[0]).toEqual([[good.id, 'already returned']]);
		expect(returns()).toHaveLength(sentBefore + 3);
	});

	test('the ad spend stands beside the profit of its day', async () => {
		outside.answers.push({
			data: [{ date_start: daysAgo(3), date_stop: daysAgo(3), spend: '12.34' }],
		});
		const { items } = await run(live('by buyer and day', 'Ad spend by day'));
		expect(outside.requests).toMatchObject([
			{
				method: 'GET',
				host: 'graph.facebook.com',
				path: '/v23.0/act_YOUR_AD_ACCOUNT_ID/insights',
				query: {
					access_token: 'meta-token',
					fields: 'spend',
					date_preset: 'last_7d',
					time_increment: '1',
				},
			},
		]);
		for (const { date, max_ad_spend_that_day: spend } of items) {
			expect(spend).toBe(date === daysAgo(3) ? 12.34 : 0);
		}
	});

	test('the table of leads: a second night adds and changes, and doubles nothing', async () => {
		const example = exampleOf('in a table, without doubles');
		Object.assign(stepOf(example, 'Leads of 30 days').parameters, {
			campaignScope: 'one',
			campaignId: { __rl: true, mode: 'id', value: '30104' },
		});
		const night = await saved(example);
		await night();
		const before = await rowsIn('Lead Prosper leads');
		const known = e2e.sandbox.data
			.leads(30104)
			.find((lead) => isAccepted(lead) && !lead.test && !lead.returned);
		e2e.sandbox.changeLead(known.id, { returned: true, return_reason: 'Not interested' });
		const added = sell({ first_name: 'New', phone: '+1 (212) 555-7750', email: 'New@Example.com' });
		await night();
		const after = await rowsIn('Lead Prosper leads');
		expect(after).toHaveLength(before.length + 1);
		const row = (id) => after.filter(({ lead_id: leadId }) => leadId === id);
		expect(row(known.id)).toMatchObject([{ returned: true, return_reason: 'Not interested' }]);
		expect(row(added.id)).toMatchObject([
			{
				name: 'New',
				phone: '2125557750',
				email: 'new@example.com',
				revenue: 42.5,
				returned: false,
			},
		]);
	});

	test('the ads are stopped and started once, when it changes', async () => {
		const check = await saved(live('start them when one has', 'Stop or start the ads'));
		const { buyers } = e2e.sandbox.data.campaigns().find(({ id }) => id === 30103);
		const setAll = (caps) => {
			for (const { id } of buyers) e2e.sandbox.setBuyer(30103, id, { paused: 0, caps });
		};
		const sent = () =>
			outside.requests.splice(0).map(({ method, host, path, body }) => [method, host, path, body]);
		const to = (status) => [
			['POST', 'graph.facebook.com', '/v23.0/OTHER_META_CAMPAIGN_ID', JSON.stringify({ status })],
		];
		setAll([]);
		await check();
		sent();
		await check();
		expect(sent()).toEqual([]);
		setAll({ leads: [{ limit: 10, used: '10', type: 'day' }], budget: [] });
		await check();
		expect(sent()).toEqual(to('PAUSED'));
		await check();
		expect(sent()).toEqual([]);
		setAll([]);
		await check();
		expect(sent()).toEqual(to('ACTIVE'));
	});

	describe('after the flow, in Stripe', () => {
		const steps = ['Cancel at the end of the period', 'Pause', 'Apply the coupon'];

		/** What Stripe gets when a session ends so. */
		async function after(session) {
			const {
				id,
				platform_id: platformId,
				subscriber_id: subscriber,
			} = e2e.sandbox.data.subscriptions().find(({ mrr }) => Number(mrr) > 0);
			const offers = e2e.sandbox.data.offers();
			const offer = offers.find(({ name }) => name === session.offer)?.id ?? null;
			let eventId;
			const { result } = await runExample(e2e, live('do it in Stripe', ...steps), async () => {
				const [{ event_id: emitted }] = await e2e.sandbox.emit({
					session: {
						status: session.status,
						subscription: id,
						subscriber,
						offers_presented: offer ? [offer] : [],
						offer_accepted: offer,
					},
				});
				eventId = emitted;
			});
			expect(result).toBe('success');
			for (const { method, host, path, headers } of outside.requests) {
				expect([method, host, path]).toEqual([
					'POST',
					'api.stripe.com',
					`/v1/subscriptions/${platformId}`,
				]);
				expect(headers).toMatchObject({
					authorization: 'Bearer sk_test_key',
					'idempotency-key': eventId,
					'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
				});
			}
			return outside.requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
		}

		test('a cancellation ends the subscription with its period', async () => {
			const sent = await after({ status: 'canceled' });
			expect(sent).toEqual([{ cancel_at_period_end: 'true' }]);
		});

		test('a pause stops the collection for as long as the offer says', async () => {
			const [{ 'pause_collection[resumes_at]': until, ...rest }] = await after({
				status: 'saved',
				offer: 'Pause for a month',
			});
			expect(rest).toEqual({ 'pause_collection[behavior]': 'void' });
			const inDays = (Number(until) * 1000 - Date.now()) / DAY;
			expect(inDays).toBeGreaterThan(27);
			expect(inDays).toBeLessThan(32);
		});

		test('a pause without an end has none in Stripe', async () => {
			const sent = await after({ status: 'saved', offer: 'Pause until I come back' });
			expect(sent).toEqual([{ 'pause_collection[behavior]': 'void' }]);
		});

		test('a coupon is applied', async () => {
			const sent = await after({ status: 'saved', offer: '$15 off' });
			expect(sent).toEqual([{ 'discounts[0][coupon]': 'FIFTEEN' }]);
		});

		test('another offer changes nothing', async () => {
			expect(await after({ status: 'saved', offer: 'Talk to a specialist' })).toEqual([]);
		});
	});

	test('why customers leave: what was written, the sentiment and the offer', async () => {
		const [{ id: offer }] = e2e.sandbox.data.offers();
		const question = { id: 'ques_text', type: 'text', text: 'What else?', primary: false };
		const session = {
			status: 'saved',
			cancel_reason: { text: 'Too expensive', reason_code: 'price' },
			answers: [{ question, value: 'It went up twice.', sentiment: 'negative' }],
			offers_presented: [offer],
			offer_accepted: offer,
		};
		const example = exampleOf('in a table and to the team');
		const { execution } = await runExample(e2e, example, () => e2e.sandbox.emit({ session }));
		const [{ session_id: id }] = jsonOf(outputsOf(execution, 'Into the table')[0]);
		const rows = await rowsIn('Why customers leave');
		expect(rows.filter((row) => row.session_id === id)).toMatchObject([
			{
				status: 'saved',
				reason: 'Too expensive',
				said: 'It went up twice.',
				sentiment: 'negative',
				offer_accepted: '40% off',
			},
		]);
		const [{ text }] = jsonOf(outputsOf(execution, 'Message to the team')[0]);
		expect(text).toMatch(/Saved.*Too expensive\. “It went up twice\.” \(negative\).*40% off\.$/);
	});

	test('who left after all gets an e-mail', async () => {
		const { outputOf } = await run(live('30 days later', 'Win-back e-mail'));
		const left = jsonOf(outputOf('Left after all')[0]);
		expect(left.length).toBeGreaterThan(0);
		expect(mailbox.mails.map(({ to }) => to)).toEqual(left.map(({ email }) => email));
		expect(mailbox.mails[0].body).toContain(`Hello ${left[0].name}`);
	});

	test('the weekly report is sent as HTML', async () => {
		const { outputOf } = await run(live('as an e-mail with bars', 'Send it'));
		const [{ html }] = jsonOf(outputOf('The e-mail')[0]);
		expect(mailbox.mails).toMatchObject([
			{
				from: 'you@example.com',
				to: 'team@example.com',
				type: expect.stringContaining('text/html'),
			},
		]);
		const flat = (text) => text.replace(/\s+/g, ' ').trim();
		expect(flat(mailbox.mails[0].body)).toBe(flat(html));
	});

	test('many accounts: each with its own key, and one that fails stops no other', async () => {
		// It lies in n8n's data table, where the search for keys at the end would find it.
		const key = e2e.sandbox.secondApiKey();
		await addRows('Lead Prosper accounts', [
			{ account: 'First', api_key: key },
			{ account: 'Second', api_key: 'revoked' },
			{ account: 'Third', api_key: key },
		]);
		const { baseUrl } = e2e.sandbox.leadProsper;
		const leadProsperApi = await e2e.api.saveCredential({
			name: 'The key of each account',
			type: 'leadProsperApi',
			data: { apiKey: '={{ $json.api_key }}', baseUrl },
		});
		const credentials = { ...e2e.credentials, leadProsperApi };
		const example = exampleOf('one run for each');
		const workflow = await e2e.api.saveWorkflow(withCredentials(example, credentials));
		const execution = await e2e.api.run(workflow, 'Every morning');
		expect(execution.status).toBe('success');
		const rows = jsonOf(outputsOf(execution, 'All accounts')[0]);
		const of = (name) => rows.filter(({ account }) => account === name);
		const campaigns = e2e.sandbox.data.campaigns().map(({ id }) => id);
		expect(of('First').map((row) => row.campaign_id)).toEqual(campaigns);
		expect(of('Third').map((row) => row.campaign_id)).toEqual(campaigns);
		expect(of('Second')).toEqual([{ account: 'Second', error: expect.any(String) }]);
		expect(JSON.stringify(of('Second'))).not.toContain('revoked');
	});

	describe('is my trigger alive?', () => {
		let watched;

		beforeAll(async () => {
			const example = exampleOf('when a large customer cancels');
			watched = await e2e.api.saveWorkflow(withCredentials(example, e2e.credentials));
			await e2e.api.activate(watched);
		});

		afterAll(() => e2e.api.deactivate(watched));

		/** The messages that a run sends. */
		async function messages(example = exampleOf('Is my trigger alive?')) {
			const { outputOf } = await run(example);
			expect(jsonOf(outputOf('The trigger')[0]).map(({ workflow }) => workflow)).toEqual([
				watched.name,
			]);
			return jsonOf(outputOf('Message to the team')[0] ?? []).map(({ text }) => text);
		}

		test('no message while it is', async () => {
			expect(await messages()).toEqual([]);
		});

		test('events that have started nothing', async () => {
			const atOnce = JSON.parse(
				JSON.stringify(exampleOf('Is my trigger alive?')).replace('minutes: 15', 'minutes: 0'),
			);
			await e2e.sandbox.emit({ session: { status: 'saved' }, deliver: false });
			expect(await messages(atOnce)).toEqual([]);
			await e2e.sandbox.emit({ session: { status: 'canceled' }, deliver: false });
			expect(await messages()).toEqual([]);
			expect(await messages(atOnce)).toEqual([
				expect.stringMatching(/large customer.*: Events came that have started nothing\.$/),
			]);
		});

		test('a key that is not accepted', async () => {
			const refused = { kind: 'status', status: 401, path: '^/webhooks', body: { error: 'No' } };
			e2e.sandbox.fault(refused);
			const [text] = await messages();
			expect(text).toMatch(/large customer.*: .*(key|No)/);
		});

		test('a webhook that is gone', async () => {
			const { baseUrl, apiKey } = e2e.sandbox.prosperStack;
			const ours = e2e.sandbox.data.webhooks().filter(({ url }) => url.startsWith(e2e.server.url));
			expect(ours).toHaveLength(1);
			await fetch(`${baseUrl}/webhooks/${ours[0].id}`, {
				method: 'DELETE',
				headers: { authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}` },
			});
			expect(await messages()).toEqual([
				expect.stringContaining('Its webhook is not registered at ProsperStack'),
			]);
		});
	});

	test('a person is found, and forgotten once the steps are on', async () => {
		await e2e.api.deleteExecutions();
		const lead = sell({ email: 'forget.me@example.com', phone: '2125557790' });
		const person = { email: 'forget.me@example.com', phone: '2125557790' };
		await addRows('Lead Prosper leads', [
			{ lead_id: 'by mail', email: person.email, phone: '' },
			{ lead_id: 'by phone', email: '', phone: person.phone },
			{ lead_id: 'somebody else', email: 'else@example.com', phone: '' },
		]);
		await addRows('Why customers leave', [{ session_id: 'hers', email: person.email }]);
		await addRows('Why customers leave', [
			{ session_id: 'else', email: 'else@example.com', said: 'Call (212) 555-7790' },
		]);
		const before = await e2e.api.request('GET', '/rest/executions?limit=100');
		const ids = before.results.map(({ id }) => id).sort();
		expect(ids).toHaveLength(3);
		await rowsIn('Ads by campaign');

		const shipped = exampleOf('what n8n holds of somebody');
		for (const assignment of stepOf(shipped, 'The person').parameters.assignments.assignments) {
			assignment.value = person[assignment.name];
		}
		const found = { leads: [lead.id], subscribers: [], rows_of_leads: 2, rows_of_reasons: 1 };
		const { outputOf } = await run(shipped);
		const [report] = jsonOf(outputOf('What was found')[0]);
		expect(report).toMatchObject(found);
		expect([...report.executions].sort()).toEqual(ids);
		const namesIn = async (table, column) => (await rowsIn(table)).map((row) => row[column]);
		expect(await namesIn('Lead Prosper leads', 'lead_id')).toContain('by mail');

		const steps = [
			'Delete the rows of leads',
			'Delete the rows of reasons',
			'Delete the executions',
		];
		await run(steps.reduce(switchedOn, shipped));
		const leads = await namesIn('Lead Prosper leads', 'lead_id');
		expect(leads).toContain('somebody else');
		expect(leads).not.toContain('by mail');
		expect(leads).not.toContain('by phone');
		const sessions = await namesIn('Why customers leave', 'session_id');
		expect(sessions).toContain('else');
		expect(sessions).not.toContain('hers');
		const after = await e2e.api.request('GET', '/rest/executions?limit=100');
		for (const { id } of after.results) expect(ids).not.toContain(id);
	});
}

module.exports = { checks, jobs };
