'use strict';

const { once } = require('node:events');
const http = require('node:http');
const { portOf } = require('../../../n8n/ports.cjs');
const { useSandbox } = require('./support.cjs');

const sandbox = useSandbox();

const CAMPAIGN = 21624;

/** Somebody who takes posts. */
const receiver = {
	/** @type {{ type?: string, body: string }[]} */
	posts: [],
	answer: 'thanks',
	status: 200,
	url: '',
};

async function receive(req, res) {
	let body = '';
	for await (const chunk of req) body += chunk;
	receiver.posts.push({ type: req.headers['content-type'], body });
	res.writeHead(receiver.status).end(receiver.answer);
}

const server = http.createServer((req, res) => {
	receive(req, res).catch((error) => res.writeHead(500).end(error.stack));
});

beforeAll(async () => {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	receiver.url = `http://127.0.0.1:${portOf(server)}/hook`;
});
beforeEach(() => Object.assign(receiver, { posts: [], answer: 'thanks', status: 200 }));
afterAll(() => {
	server.close();
	server.closeAllConnections();
});

async function addLead(lead) {
	const [added] = sandbox.addLeads({ campaignId: CAMPAIGN, lead });
	await sandbox.campaignTriggersSettled();
	return added;
}

describe('a Campaign Trigger', () => {
	const add = (more) =>
		sandbox.addCampaignTrigger({ campaignId: CAMPAIGN, url: receiver.url, ...more });

	it('posts the ID of a lead that has come into its campaign, and of no other', async () => {
		add({});
		const { id } = await addLead();
		sandbox.addLeads({ campaignId: 30101 });
		await sandbox.campaignTriggersSettled();
		expect(receiver.posts).toEqual([
			{ type: 'application/json', body: JSON.stringify({ lead_id: id }).replace(':', ': ') },
		]);
		expect(sandbox.deliveries()).toMatchObject([{ status: 200, campaign_id: CAMPAIGN }]);
	});

	it('posts a form, and the fields of the campaign', async () => {
		const body = 'id={{lp_lead_id}}&c={{lp_campaign_id}}&mail={{email}}&x={{no_such}}';
		add({ format: 'form', body });
		const { id } = await addLead({ lead_data: { email: 'a&b@example.com' }, supplier: { id: 7 } });
		expect(receiver.posts).toEqual([
			{
				type: 'application/x-www-form-urlencoded',
				body: `id=${id}&c=${CAMPAIGN}&mail=a%26b%40example.com&x={{no_such}}`,
			},
		]);
	});

	it('posts by its rule', async () => {
		add({ rule: 'postFailed' });
		await addLead({ status: 'ACCEPTED' });
		await addLead({ status: 'DUPLICATED' });
		expect(receiver.posts).toEqual([]);
		const { id } = await addLead({ status: 'ERROR' });
		expect(receiver.posts.map(({ body }) => JSON.parse(body))).toEqual([{ lead_id: id }]);
	});

	it('of a ping knows no lead, and no key', async () => {
		add({ rule: 'pingFailed', body: '{"a": "{{lp_lead_id}}", "b": "{{lp_key}}", "c": "{{zip}}"}' });
		await sandbox.lp('/ping', {
			method: 'POST',
			json: { lp_campaign_id: CAMPAIGN, lp_supplier_id: 55077, lp_key: 'wrong', zip: '10001' },
		});
		await sandbox.campaignTriggersSettled();
		expect(receiver.posts.map(({ body }) => JSON.parse(body))).toEqual([
			{ a: '{{lp_lead_id}}', b: '{{lp_key}}', c: '10001' },
		]);
	});

	it('does what the options say', async () => {
		sandbox.setOptions({ leadIdCode: 'other', unknownShortCode: 'empty', triggerRetries: 1 });
		receiver.status = 503;
		add({ body: '{"old": "{{lp_lead_id}}", "new": "{{other}}"}' });
		const { id } = await addLead();
		const post = { old: '', new: id };
		expect(receiver.posts.map(({ body }) => JSON.parse(body))).toEqual([post, post]);
	});

	it('is gone after a reset; only loopback addresses and known rules are taken', async () => {
		add({});
		sandbox.reset();
		await addLead();
		expect(receiver.posts).toEqual([]);
		expect(() => add({ rule: 'never' })).toThrow('No rule "never"');
		expect(() => add({ format: 'xml' })).toThrow('No format "xml"');
		expect(() => add({ url: 'https://example.com' })).toThrow('Not a loopback address');
	});
});

describe('an offer to a buyer', () => {
	const offer = async (answer) => {
		receiver.answer = answer;
		const [lead] = sandbox.addLeads({ campaignId: CAMPAIGN });
		const action = { url: receiver.url, body: '{"email": "{{email}}"}' };
		const words = { accepted: 'BUY', duplicated: 'KNOWN' };
		return { lead, ...(await sandbox.offerToBuyer(lead, { ...action, ...words })) };
	};

	it('looks for the agreed words in the answer', async () => {
		const { lead, status } = await offer('we BUY it');
		expect(status).toBe('ACCEPTED');
		expect(JSON.parse(receiver.posts[0].body)).toEqual({ email: lead.lead_data.email });
		expect((await offer('{"result": "KNOWN"}')).status).toBe('DUPLICATED');
		expect((await offer('no')).status).toBe('ERROR');
	});
});
