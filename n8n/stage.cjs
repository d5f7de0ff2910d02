const path = require('node:path');
const { startSandbox } = require('../sandbox/index.cjs');
const { n8nApi } = require('./api.cjs');
const { startChatModel } = require('./chatModel.cjs');
const { installPackage, pack } = require('./package.cjs');
const { startN8n } = require('./server.cjs');

const packFolder = path.join(__dirname, '..', '.cache', 'pack');

/** The credentials for the two services of the sandbox, saved in n8n. */
async function saveCredentials(api, { leadProsper, prosperStack }) {
	const save = (name, type, { apiKey, baseUrl }) =>
		api.saveCredential({ name, type, data: { apiKey, baseUrl } });
	return {
		leadProsperApi: await save('Lead Prosper account', 'leadProsperApi', leadProsper),
		prosperStackApi: await save('ProsperStack account', 'prosperStackApi', prosperStack),
	};
}

/** Those for n8n's own API and for the language model. */
const saveOtherCredentials = async (api, n8nUrl, chatModel) => ({
	n8nApi: await api.saveCredential({
		name: 'n8n account',
		type: 'n8nApi',
		data: { apiKey: await api.createApiKey(), baseUrl: `${n8nUrl}/api/v1` },
	}),
	openAiApi: await api.saveCredential({
		name: 'OpenAI account',
		type: 'openAiApi',
		data: { apiKey: chatModel.apiKey, url: chatModel.url, header: false },
	}),
});

/**
 * All that a workflow needs: the sandbox, a language model that is played, an n8n with the built
 * package as a community package, an owner who is signed in, and the credentials.
 *
 * @param {object} options
 * @param {string} options.userFolder n8n's; what is in it already is used again
 * @param {number} [options.port] of n8n; default: a free one
 * @param {Parameters<typeof startSandbox>[0]} [options.sandbox] what the sandbox takes, such as `port`
 * @param {Record<string, string>} [options.env] further variables for n8n
 * @param {typeof startN8n} [options.start] starts n8n; default: one process of it
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<Stage>}
 *
 * @typedef {object} Stage
 * @property {import('../sandbox/index.cjs').Sandbox} sandbox its handle
 * @property {import('./chatModel.cjs').ChatModel} chatModel
 * @property {import('./server.cjs').N8nServer} server
 * @property {ReturnType<typeof n8nApi>} api
 * @property {Record<string, {id: string, name: string, type: string}>} credentials by type
 * @property {string} userFolder n8n's
 * @property {() => Promise<void>} close stops all of it
 */
async function startStage({
	userFolder,
	port,
	env,
	start = startN8n,
	sandbox: sandboxOptions,
	log = () => {},
}) {
	log('Packing the nodes and installing them in n8n …');
	installPackage(await pack(packFolder), userFolder);

	/** What was started, to be stopped in the opposite order. */
	const started = [];
	async function close() {
		for (const stop of started.splice(0).reverse()) await stop();
	}
	try {
		log('Starting the sandbox …');
		const sandbox = await startSandbox(sandboxOptions);
		started.push(() => sandbox.close());
		const chatModel = await startChatModel();
		started.push(() => chatModel.close());
		log('Starting n8n …');
		const server = await start({ userFolder, port, env });
		started.push(() => server.stop());
		const api = n8nApi(server.url);
		await api.signIn();
		const credentials = {
			...(await saveCredentials(api, sandbox)),
			...(await saveOtherCredentials(api, server.url, chatModel)),
		};
		return { sandbox, chatModel, server, api, credentials, userFolder, close };
	} catch (error) {
		// What went wrong first is what is told, whether or not the rest can be stopped.
		await Promise.allSettled(started.reverse().map((stop) => stop()));
		throw error;
	}
}

module.exports = { saveCredentials, startStage };
