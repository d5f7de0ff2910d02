/**
 * Loads the built package with n8n's own loader, on the Node that runs this, and prints how many nodes
 * and credentials there are. Ends with an error where one can't be loaded.
 */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

// n8n-core reads these when it is loaded.
process.env.N8N_USER_FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'prosper-load-'));
process.env.N8N_LOG_LEVEL = 'silent';
require('reflect-metadata');
const { PackageDirectoryLoader } = require('n8n-core');

async function load() {
	const loader = new PackageDirectoryLoader(path.join(__dirname, '..', '..'));
	await loader.loadAll();
	const { nodes, credentials } = loader.known;
	for (const name of Object.keys(nodes)) loader.getNode(name);
	for (const name of Object.keys(credentials)) loader.getCredential(name);
	console.log(Object.keys(nodes).length + Object.keys(credentials).length);
}

load()
	.catch((error) => {
		console.error(error);
		process.exitCode = 1;
	})
	.finally(() => fs.rmSync(process.env.N8N_USER_FOLDER ?? '', { recursive: true, force: true }))
	// n8n-core keeps a timer.
	.finally(() => process.exit());
