/**
 * What a run by hand begins with, by the type of the workflow's trigger. Some triggers wait for
 * somebody outside n8n: here is what that somebody does.
 */
const { until } = require('../n8n/until.cjs');
const { leadBuyer } = require('../sandbox/leadprosper/lead.cjs');

const DAY = 24 * 60 * 60 * 1000;

const visitor = {
	'First name': 'Grace',
	'Last name': 'Hopper',
	'E-mail': 'grace.hopper@example.com',
	Phone: '5550100906',
	'ZIP code': '10001',
	'Do you own your home?': 'Yes',
};

/**
 * Fills in a form that is listening for a test, and waits for the page at its end, as a browser does.
 * @param {import('../n8n/stage.cjs').Stage} stage
 * @param {object} trigger the form's node
 * @param {object} [answers] by the labels of the fields
 * @returns {Promise<string>} the page
 */
async function fillIn({ server }, { webhookId, parameters }, answers = visitor) {
	const body = new FormData();
	for (const [index, { fieldLabel }] of parameters.formFields.values.entries()) {
		body.append(`field-${index}`, answers[fieldLabel]);
	}
	const sent = await fetch(`${server.url}/form-test/${webhookId}`, { method: 'POST', body });
	const { formWaitingUrl } = JSON.parse(await sent.text());
	const status = async () => (await fetch(`${formWaitingUrl}/n8n-execution-status`)).text();
	await until(async () => (await status()) === 'form-waiting', { what: "the form's last page" });
	const page = await (await fetch(formWaitingUrl)).text();
	// By this the page tells n8n that it was shown.
	await fetch(formWaitingUrl, { method: 'POST' });
	return page;
}

/**
 * A subscriber cancels.
 * @param {import('../n8n/stage.cjs').Stage} stage
 * @param {(mrr: number) => boolean} [fits] which subscription
 */
async function cancel({ sandbox }, fits = (mrr) => mrr >= 100) {
	const { id, subscriber_id: subscriber } = sandbox.data
		.subscriptions()
		.find(({ mrr }) => fits(Number(mrr)));
	await sandbox.emit({ session: { subscription: id, subscriber } });
}

const CAMPAIGN = 21624;

/** A lead comes into the campaign, with these fields. */
const addLead = (sandbox, lead) => sandbox.addLeads({ campaignId: CAMPAIGN, lead })[0];

/**
 * A lead is accepted, and a Campaign Trigger posts its ID.
 * @param {import('../n8n/stage.cjs').Stage} stage
 * @param {object} trigger the node that waits for it
 */
async function postLead({ sandbox, server }, { webhookId }) {
	const url = `${server.url}/webhook-test/${webhookId}/webhook`;
	sandbox.addCampaignTrigger({ campaignId: CAMPAIGN, url, rule: 'postAccepted' });
	const [buyer] = sandbox.data.campaigns().find(({ id }) => id === CAMPAIGN).buyers;
	const { id } = addLead(sandbox, {
		status: 'ACCEPTED',
		error_code: 0,
		error_message: '',
		test: false,
		cost: 17.5,
		revenue: 25,
		buyers: [leadBuyer(buyer, 'ACCEPTED', 0, 25)],
	});
	await sandbox.campaignTriggersSettled();
	return id;
}

const wanted = { phone: '(555) 010-0909', state: 'TX' };

/**
 * Lead Prosper offers a lead to the buyer, as the workflow's note tells to set it up.
 * @param {import('../n8n/stage.cjs').Stage} stage
 * @param {object} trigger the node that waits for it
 * @param {object} workflow
 * @param {object} [data] fields of the lead
 * @param {string} [kind] `webhook` for a workflow that is published
 * @returns {Promise<{ lead: object, status: string, ms: number, answer?: string }>} what Lead Prosper makes of the answer
 */
async function offerLead(
	{ sandbox, server },
	trigger,
	{ nodes },
	data = wanted,
	kind = 'webhook-test',
) {
	const { content } = nodes.find(({ name }) => name === 'What this does').parameters;
	const [, body] = content.match(/```([^`]+)```/);
	const [, accepted] = content.match(/ACCEPTED, .*`(\w+)`/);
	const [, duplicated] = content.match(/DUPLICATED, .*`(\w+)`/);
	const url = `${server.url}/${kind}/${trigger.parameters.path}`;
	const made = addLead(sandbox, {});
	const lead = { ...made, lead_data: { ...made.lead_data, ...data } };
	return { lead, ...(await sandbox.offerToBuyer(lead, { url, body, accepted, duplicated })) };
}

/**
 * A live buyer rejects 60 leads yesterday at noon.
 * @param {import('../n8n/stage.cjs').Stage} stage
 */
function rejectYesterday({ sandbox }) {
	const campaign = sandbox.data.campaigns().find(({ name }) => name === 'Personal Loans');
	const buyer = campaign.buyers.find(({ paused }) => !paused);
	sandbox.addLeads({
		campaignId: campaign.id,
		count: 60,
		at: Math.floor(Date.now() / DAY) * DAY - DAY / 2,
		stepMs: 1000,
		lead: {
			status: 'ERROR',
			test: false,
			cost: 0,
			revenue: 0,
			returned: false,
			buyers: [leadBuyer(buyer, 'ERROR', 1006, 0)],
		},
	});
}

/** An ISO date in UTC, so many days before today. */
const daysAgo = (days) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

/**
 * The language model asks both services about the last seven days, and reports what it got.
 * @param {import('../n8n/stage.cjs').Stage} stage
 */
function playAnalyst({ chatModel }) {
	const [firstDay, today, lastDay] = [7, 0, 1].map(daysAgo);
	chatModel.play(
		{ tool: 'Campaign_figures', input: { first_day: firstDay, last_day: lastDay } },
		{ tool: 'Cancellation_sessions', input: { from: firstDay, before: today } },
		(answers) => {
			const [campaigns, sessions] = answers.map((answer) => JSON.parse(answer));
			const canceled = sessions.filter(({ status }) => status === 'canceled');
			return `From ${firstDay} to ${lastDay}: ${campaigns.length} campaigns, and ${canceled.length} of the newest ${sessions.length} cancellation sessions ended in a cancellation.`;
		},
	);
}

/** What has happened before an example is run, by the example's name. */
const before = {
	'Lead Prosper and ProsperStack: ask about leads, spend and churn': playAnalyst,
	'Lead Prosper: pause buyers that reject too much': rejectYesterday,
};

/** Lets happen what an example needs in order to find something. */
const prepare = (stage, { name }) => before[name]?.(stage);

const sample = { startedBy: 'a sample' };

const question = {
	sessionId: 'a-chat-in-the-editor',
	action: 'sendMessage',
	chatInput: 'What did we earn in the last seven days, and who left?',
};

const occasions = {
	'@n8n/n8n-nodes-langchain.chatTrigger': { startedBy: 'a question', given: question },
	'n8n-nodes-base.formTrigger': {
		startedBy: 'a form',
		happen: (stage, trigger) => fillIn(stage, trigger),
	},
	'n8n-nodes-base.webhook': { startedBy: 'an offer', happen: offerLead },
	'n8n-nodes-prosper.leadProsperTrigger': sample,
	'n8n-nodes-prosper.leadProsperWebhookTrigger': { startedBy: 'a lead', happen: postLead },
	'n8n-nodes-prosper.prosperStackPollingTrigger': sample,
	'n8n-nodes-prosper.prosperStackTrigger': {
		startedBy: 'an event',
		happen: (stage) => cancel(stage),
	},
};

/**
 * `given`: what the trigger puts out at once, where it does not wait for anybody.
 * @returns {{startedBy: string, happen?: (stage: object, trigger: object, workflow: object) => Promise<unknown>, given?: object}}
 */
const occasionFor = ({ type }) => occasions[type] ?? { startedBy: 'hand' };

module.exports = { cancel, fillIn, occasionFor, offerLead, prepare, visitor };
