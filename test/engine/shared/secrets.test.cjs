/** Keys: that no text shows one, and that what is wrong with one is said. */
const { createPrivateKey } = require('node:crypto');
const { createEngine } = require('../support/engine.cjs');
const { startScriptedServer } = require('../support/scriptedServer.cjs');

const ACCOUNT_KEY = 'a-key-that-nobody-may-see';
const SUPPLIER_KEY = '2yaxvv2ixl65';
const CAMPAIGN = { body: { id: 1, suppliers: [{ id: 2, hash: SUPPLIER_KEY }] } };

/** A certificate of 127.0.0.1 that nobody but itself vouches for, from 2020 to 2100. */
const selfSigned = {
	key: createPrivateKey({
		format: 'jwk',
		key: {
			kty: 'EC',
			crv: 'P-256',
			x: '1wABYPceubmfdZ4l6OmbSjKFUcAzybmrYCuunx28bF4',
			y: 'XUBebJNc_rMJk8DsG1sQ2lPydOp9YpXVk4UFYWJriV0',
			d: 'a6T35Ztdp9mWTlBit8h7QPFQeMenRhseCZGUyTezMUk',
		},
	}).export({ type: 'pkcs8', format: 'pem' }),
	cert: `-----BEGIN CERTIFICATE-----
MIIBEjCBuAIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwIBcN
MjAwMTAxMDAwMDAwWhgPMjEwMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCTEyNy4w
LjAuMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNcAAWD3Hrm5n3WeJejpm0oy
hVHAM8m5q2Arrp8dvGxeXUBebJNc/rMJk8DsG1sQ2lPydOp9YpXVk4UFYWJriV0w
CgYIKoZIzj0EAwIDSQAwRgIhALTgnnOJ84mg2bmptEAatTFjxzdM+PzPDnkIFAto
urGXAiEAlZtHn1AtzbkRPq0B/t1Z/LNmCR+ViOXKx8YCuIDBowc=
-----END CERTIFICATE-----`,
};

let engine;
let server;
let untrusted;

beforeAll(async () => {
	server = await startScriptedServer();
	untrusted = await startScriptedServer(selfSigned);
	const baseUrl = server.url;
	engine = await createEngine({
		credentials: {
			account: { apiKey: ACCOUNT_KEY, baseUrl },
			dotted: { apiKey: 'secret…', baseUrl },
			invisible: { apiKey: 'secret\u200b', baseUrl },
			short: { apiKey: 'e', baseUrl },
			supplier: { apiKey: SUPPLIER_KEY, baseUrl },
			untrusted: { apiKey: ACCOUNT_KEY, baseUrl: untrusted.url },
		},
	});
});

afterAll(() => {
	server.close();
	untrusted.close();
	engine.close();
});

const byId = (value) => ({ __rl: true, mode: 'id', value });

const run = (parameters, credential = 'account', options = {}) =>
	engine.runNode('leadProsper', parameters, {
		credentials: { leadProsperApi: { id: credential } },
		...options,
	});

const getCampaigns = (...options) => run({ resource: 'campaign', operation: 'getAll' }, ...options);

const pauseBuyer = (...options) =>
	run(
		{ resource: 'buyer', operation: 'pause', campaignId: byId('1'), buyerId: byId('2') },
		...options,
	);

const lead = {
	resource: 'lead',
	operation: 'submit',
	campaignId: byId('1'),
	supplierId: byId('2'),
};

/** The lead's campaign is read with the account's key, and has the supplier's. */
const submit = (options) => run({ ...lead, onRefusal: 'oneOutput' }, 'account', options);

const submitAsSupplier = (options) =>
	engine.runNode(
		'leadProsper',
		{ ...lead, authentication: 'supplierKey', onRefusal: 'oneOutput' },
		{
			items: [{ email: 'ada@example.org' }],
			credentials: { leadProsperSupplierApi: { id: 'supplier' } },
			...options,
		},
	);

describe('a request that could not be sent says so', () => {
	test.each(['dotted', 'invisible'])('a key with a stray character: %s', async (id) => {
		for (const act of [getCampaigns, pauseBuyer]) {
			server.answer(CAMPAIGN);
			const { error } = await act(id);
			expect(error.message).toBe(
				'The API key of Lead Prosper has a character that can’t be part of a key',
			);
			expect(error.description).toMatch(/^Nothing was sent\. .*Paste the key again/);
			expect(JSON.stringify(error)).not.toMatch(/clé|secret/);
			expect(server.requests()).toHaveLength(0);
		}
	});

	test('a certificate that is not trusted', async () => {
		for (const act of [getCampaigns, pauseBuyer]) {
			untrusted.answer(CAMPAIGN);
			const { error } = await act('untrusted');
			expect(error.message).toBe('The certificate of Lead Prosper is not trusted');
			expect(error.description).toMatch(/^Nothing was sent \([A-Z_]+\)\. Check the Base URL/);
			expect(untrusted.requests()).toHaveLength(0);
		}
	});
});

describe('a key that the service repeats is not shown', () => {
	const refusal = (key, status) => ({ status, body: { message: `Key ${key} is not valid` } });
	const asResult = (key) => ({ body: { status: 'ERROR', code: 1, message: `Key ${key}: no` } });

	test.each([401, 403, 422, 500])('the account’s, HTTP %i', async (status) => {
		server.answer(refusal(ACCOUNT_KEY, status));
		const { error, raw } = await pauseBuyer('account', { onError: 'continueRegularOutput' });
		expect(raw[0][0].json.error).toContain('Key ••• is not valid');
		expect(JSON.stringify([error, raw])).not.toContain(ACCOUNT_KEY);
	});

	test.each([401, 422])('the supplier’s from the campaign, HTTP %i', async (status) => {
		server.answer(CAMPAIGN, refusal(SUPPLIER_KEY, status));
		const { error } = await submit();
		expect(`${error.message} ${error.description}`).toContain('Key ••• is not valid');
		expect(JSON.stringify(error)).not.toContain(SUPPLIER_KEY);
	});

	test('the supplier’s from the credential', async () => {
		server.answer(refusal(SUPPLIER_KEY, 422));
		const { error } = await submitAsSupplier();
		expect(error.message).toBe('Key ••• is not valid');
	});

	test('in the answer to a submission', async () => {
		server.answer(CAMPAIGN, asResult(SUPPLIER_KEY));
		expect((await submit()).items).toEqual([
			[{ status: 'ERROR', code: 1, message: 'Key •••: no' }],
		]);
		server.answer(asResult(SUPPLIER_KEY));
		expect((await submitAsSupplier()).items).toEqual([
			[{ status: 'ERROR', code: 1, message: 'Key •••: no' }],
		]);
	});

	test('in hints, also those that were given before the key was sent', async () => {
		const supplier = {
			id: 2,
			hash: SUPPLIER_KEY,
			client_name: `S ${SUPPLIER_KEY}`,
			test_mode: true,
		};
		const campaign = { body: { id: 1, fields: ['email'], suppliers: [supplier] } };
		server.answer(campaign, { body: { status: 'ACCEPTED' } });
		const items = [{ email: 'ada@example.org', [ACCOUNT_KEY]: 'x', [SUPPLIER_KEY]: 'x' }];
		const { hints } = await run(
			{
				...lead,
				onRefusal: 'oneOutput',
				leadFields: { mappingMode: 'autoMapInputData', value: null },
			},
			'account',
			{ items },
		);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringContaining('Supplier S ••• (2) is in test mode'),
			expect.stringContaining('The campaign lists no fields “•••”, “•••”'),
		]);
	});

	test('a key of one character is no secret, and would be in every text', async () => {
		server.answer(refusal('e', 401));
		expect((await getCampaigns('short')).error.description).toContain('Key e is not valid');
	});
});

describe('a submission that is refused by HTTP', () => {
	test('404 speaks of the campaign and the supplier', async () => {
		server.answer(CAMPAIGN, { status: 404, body: { message: 'Not found' } });
		const { error } = await submit();
		expect(error.description).toMatch(/^Lead Prosper knows no campaign 1 or its supplier 2\. /);
		expect(error.description).not.toContain('account of this API key');
	});

	test('5xx says where to look', async () => {
		server.answer(CAMPAIGN, { status: 500, body: '' });
		const { error } = await submit();
		expect(error.description).toContain(
			'Look at the newest leads of campaign 1 from supplier 2 in Lead Prosper',
		);
	});

	test.each([401, 403])('%i speaks of the key that was sent', async (status) => {
		server.answer(CAMPAIGN, { status, body: { message: 'No' } });
		const said = ({ error: { message, description } }) => `${message}. ${description}`;
		const withAccountKey = said(await submit());
		expect(withAccountKey).toMatch(/the supplier’s key.*read from campaign 1/);
		expect(withAccountKey).not.toContain('API key');

		server.answer({ status, body: { message: 'No' } });
		const asSupplier = said(await submitAsSupplier());
		expect(asSupplier).toMatch(/the supplier’s key.*in the credential/);
		expect(asSupplier).not.toContain('API key');
	});
});
