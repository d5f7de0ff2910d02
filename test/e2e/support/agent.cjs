const { START } = require('../../../n8n/steps.cjs');
const { outputsOf } = require('../../../n8n/workflows.cjs');

/** What the tools have answered the model, read as JSON, in one of its requests. */
const toolAnswersIn = ({ messages }) =>
	messages.filter(({ role }) => role === 'tool').map(({ content }) => JSON.parse(content));

/** What a tool of an AI agent leaves to the model: as the editor writes it. */
const fromAi = (key, description = '', type = 'string') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

const services = { leadProsperTool: 'leadProsperApi', prosperStackTool: 'prosperStackApi' };

const connection = (type) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });

/**
 * Runs n8n's AI Agent, with our nodes as its tools and a language model that is played.
 *
 * @param {import('../../../n8n/stage.cjs').Stage} stage
 * @param {object} options
 * @param {number} options.version of the AI Agent node
 * @param {Record<string, {type: keyof typeof services, parameters: object}>} options.tools by name
 * @param {import('../../../n8n/chatModel.cjs').Step[]} options.script what the model does
 * @returns {Promise<AgentRun>}
 *
 * @typedef {object} AgentRun
 * @property {string} status of the execution
 * @property {string | undefined} said by the agent at the end
 * @property {object[]} answers what the tools answered the model
 * @property {Record<string, {description: string, parameters: object}>} offered the tools, as the model
 *   was told of them
 * @property {object[]} sent what the services were asked
 */
async function runAgent({ api, chatModel, credentials, sandbox }, { version, tools, script }) {
	const tool = ([name, { type, parameters }], index) => ({
		id: name,
		name,
		type: `n8n-nodes-prosper.${type}`,
		typeVersion: 1,
		position: [200 * index, 200],
		parameters,
		credentials: { [services[type]]: credentials[services[type]] },
	});
	const nodes = [
		START,
		{
			id: 'agent',
			name: 'Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: version,
			position: [200, 0],
			parameters: { promptType: 'define', text: 'How is business?', options: {} },
		},
		{
			id: 'model',
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			position: [0, 200],
			parameters: { model: { __rl: true, mode: 'id', value: 'a-model' }, options: {} },
			credentials: { openAiApi: credentials.openAiApi },
		},
		...Object.entries(tools).map(tool),
	];
	const ofTools = Object.keys(tools).map((name) => [name, connection('ai_tool')]);
	const workflow = await api.saveWorkflow({
		name: 'An AI agent',
		nodes,
		connections: {
			Start: connection('main'),
			Model: connection('ai_languageModel'),
			...Object.fromEntries(ofTools),
		},
		settings: { executionOrder: 'v1' },
	});
	const before = sandbox.requests().length;
	chatModel.play(...script);
	const execution = await api.run(workflow, 'Start');
	const [first, ...later] = chatModel.asked();
	const offered = first.tools.map(({ function: { name, ...rest } }) => [name, rest]);
	return {
		status: execution.status,
		said: outputsOf(execution, 'Agent')[0]?.[0]?.json.output,
		answers: later.length > 0 ? toolAnswersIn(later.at(-1)) : [],
		offered: Object.fromEntries(offered),
		sent: sandbox.requests().slice(before),
	};
}

module.exports = { fromAi, runAgent, toolAnswersIn };
