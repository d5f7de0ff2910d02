const { inALine, START } = require('../../n8n/steps.cjs');
const { withCredentials } = require('../../n8n/workflows.cjs');
const canceled = require('../../examples/canceled-last-7-days.json');
const yesterdayByBuyer = require('../../examples/yesterday-by-buyer.json');
const supplierQuality = require('../../examples/supplier-quality.json');

/** @type {[number, number]} */
const LARGE = [1600, 900];
/** @type {[number, number]} */
const SMALL = [1280, 720];

const pick = (mode, value) => ({ __rl: true, mode, value });
/** It takes the person's lead. */
const solarCampaign = { campaignId: pick('id', '21626'), supplierId: pick('id', '55085') };

const form = { ...START, name: 'Form' };

const person = {
	first_name: 'Ada',
	last_name: 'Lovelace',
	email: 'ada.lovelace@example.com',
	phone: '5550101815',
	zip_code: '10001',
	home_owner: 'Yes',
};

/** Saves an example as somebody imports it. */
const imported = ({ api, credentials }, example) =>
	api.saveWorkflow(withCredentials(example, credentials));

/**
 * Saves a workflow with one node of ours.
 * @param {import('../../n8n/stage.cjs').Stage} stage
 * @param {{name: string, type: string, parameters: object}} node
 * @param {object} [input] the JSON of the item before it; a trigger has none
 */
function workflowOf({ api, credentials }, { name, type, parameters }, input) {
	const credential = type.startsWith('prosper') ? 'prosperStackApi' : 'leadProsperApi';
	const node = {
		id: 'node',
		name,
		type: `n8n-nodes-prosper.${type}`,
		typeVersion: 1,
		position: [220, 0],
		webhookId: '7d0b8a54-1c5e-4d0a-8d7e-6a4f0d1c2b33',
		parameters,
		credentials: { [credential]: credentials[credential] },
	};
	const nodes = input ? [form, node] : [node];
	const pinData = input && { [form.name]: [{ json: input }] };
	return api.saveWorkflow({ name, ...inALine(nodes), pinData });
}

/** Opens the panel of a node, in a workflow with nothing else. */
async function openPanel(editor, stage, node, input) {
	await editor.openNode(await workflowOf(stage, node, input), node.name);
}

/** The panel of an example's node after a run. */
async function runInPanel(editor, stage, example, type) {
	const { name } = example.nodes.find((node) => node.type === `n8n-nodes-prosper.${type}`);
	await editor.openNode(await imported(stage, example), name);
	await editor.widenOutput();
	await editor.executeNode();
	await editor.rows().first().waitFor();
}

async function leadProsper(editor, stage) {
	await runInPanel(editor, stage, yesterdayByBuyer, 'leadProsper');
	// The figures are to the right of what the rows are about.
	await editor.rows().first().locator('td').nth(9).scrollIntoViewIfNeeded();
}

const prosperStack = (editor, stage) => runInPanel(editor, stage, canceled, 'prosperStack');

async function listSearched(editor, stage) {
	const parameters = { resource: 'campaign', operation: 'get', campaignId: pick('list', '') };
	await openPanel(editor, stage, { name: 'Campaign', type: 'leadProsper', parameters }, {});
	await editor.part('rlc-input').click();
	const other = editor.part('rlc-item').getByText('MVA');
	await other.waitFor();
	await editor.part('rlc-search').fill('insurance');
	await other.waitFor({ state: 'detached' });
	await editor.part('rlc-item').first().waitFor();
}

const submitBy = (leadFields) => ({
	name: 'Submit lead',
	type: 'leadProsper',
	parameters: { resource: 'lead', operation: 'submit', ...solarCampaign, leadFields },
});

async function fieldsMapped(editor, stage) {
	const value = Object.fromEntries(Object.keys(person).map((key) => [key, `={{ $json.${key} }}`]));
	await openPanel(editor, stage, submitBy({ mappingMode: 'defineBelow', value }), person);
	await editor.part('resource-mapper-container').getByText('phone').first().waitFor();
	await editor.part('resource-mapper-container').scrollIntoViewIfNeeded();
}

async function leadRefused(editor, stage) {
	const [campaignId, supplierId] = Object.values(solarCampaign).map(({ value }) => Number(value));
	stage.sandbox.setSupplier(campaignId, supplierId, { paused: 1 });
	const node = submitBy({ mappingMode: 'autoMapInputData', value: null });
	await openPanel(editor, stage, node, person);
	await editor.executeNode();
	await editor.page.getByText('Error Branch').click();
	await editor.rows().first().waitFor();
	stage.sandbox.setSupplier(campaignId, supplierId, { paused: 0 });
}

async function waited(editor, stage) {
	const rateLimit = (limit, windowMs) =>
		stage.sandbox.setRateLimit({ service: 'leadProsper', limit, windowMs });
	const parameters = {
		resource: 'lead',
		operation: 'getAll',
		campaignScope: 'all',
		period: 'yesterday',
		returnAll: true,
	};
	await openPanel(editor, stage, { name: 'Leads', type: 'leadProsper', parameters }, {});
	rateLimit(6, 4000); // less than a list for each campaign takes
	await editor.executeNode();
	await editor.rows().first().waitFor();
	rateLimit(1_000_000, 60_000);
}

async function listening(editor, stage) {
	const parameters = { events: ['flow_session_completed'] };
	const node = { name: 'ProsperStack Trigger', type: 'prosperStackTrigger', parameters };
	await openPanel(editor, stage, node);
	await editor
		.part('trigger-execute-button')
		.or(editor.part('node-execute-button'))
		.first()
		.click();
	await editor.page.getByText('Listening for test event').waitFor();
}

async function urlToPaste(editor, stage) {
	const name = 'Lead Prosper Webhook Trigger';
	await openPanel(editor, stage, { name, type: 'leadProsperWebhookTrigger', parameters: {} });
	await editor.page.getByText('Webhook URLs').click();
	await editor.page.getByText('Production URL', { exact: true }).click();
}

async function exampleRun(editor, stage) {
	await editor.openWorkflow(await imported(stage, supplierQuality));
	await editor.executeWorkflow();
	// Else the button to execute lies over the lowest steps.
	await editor.part('zoom-out-button').click();
}

/**
 * @typedef {object} Picture
 * @property {string} name of the file
 * @property {'light' | 'dark'} theme
 * @property {[number, number]} size in pixels
 * @property {(editor: ReturnType<typeof import('./editor.cjs').editorOn>, stage: import('../../n8n/stage.cjs').Stage) => Promise<void>} reach
 *   how to get there; what one picture has reached is there for the next
 * @property {string[]} shows texts that must be on it
 * @property {string[]} [lacks] texts that must not
 */

/** The same, in light and dark. */
const ofLeadProsper = {
	size: LARGE,
	reach: leadProsper,
	shows: ['Get Campaign Stats', 'Yesterday', 'One Row per Buyer', 'leads_total'],
};
const ofProsperStack = {
	size: LARGE,
	reach: prosperStack,
	shows: ['Flow Session', 'Last 7 Days', 'Simplified', 'offers_presented'],
};

/**
 * The two panels that move the panel's middle come last: n8n remembers where it was.
 * @type {Picture[]}
 */
const pictures = [
	{
		name: 'list-search',
		theme: 'light',
		size: SMALL,
		reach: listSearched,
		shows: ['Auto Insurance (30101)'],
		lacks: ['MVA'],
	},
	{
		name: 'mapper',
		theme: 'light',
		size: SMALL,
		reach: fieldsMapped,
		shows: ['Values of the Lead', 'zip_code', 'monthly_bill', '$json.first_name'],
	},
	{
		name: 'refused-lead',
		theme: 'light',
		size: SMALL,
		reach: leadRefused,
		shows: ['0 accepted, 0 duplicated, 1 error: Supplier is paused', 'Error Branch (1 item)'],
		lacks: ['lists no fields'],
	},
	{
		name: 'wait',
		theme: 'dark',
		size: SMALL,
		reach: waited,
		shows: ['for the rate limit of Lead Prosper', 'Nothing was skipped.'],
	},
	{
		name: 'listening',
		theme: 'light',
		size: SMALL,
		reach: listening,
		shows: ['Listening for test event', 'n8n registers the webhook in ProsperStack itself'],
		lacks: ['Webhook URLs'],
	},
	{
		name: 'webhook-url',
		theme: 'light',
		size: SMALL,
		reach: urlToPaste,
		shows: ['Production URL', '/webhook/', 'In Lead Prosper, give the campaign a Campaign Trigger'],
	},
	{
		name: 'example',
		theme: 'light',
		size: SMALL,
		reach: exampleRun,
		shows: ['Quality of suppliers and their sub-IDs', 'One row per sub-ID'],
	},
	{ name: 'lead-prosper', theme: 'light', ...ofLeadProsper },
	{ name: 'lead-prosper-dark', theme: 'dark', ...ofLeadProsper },
	{ name: 'prosperstack-light', theme: 'light', ...ofProsperStack },
	{ name: 'prosperstack', theme: 'dark', ...ofProsperStack },
];

module.exports = { pictures };
