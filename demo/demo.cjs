/**
 * `npm run demo`: a real n8n with these nodes, both services as a sandbox, and the examples. Needs
 * Node and npm only, and installs the rest. `-- --once` ends after the table.
 */
const { installN8n, installProject } = require('../n8n/install.cjs');
const { assertPortFree } = require('../n8n/ports.cjs');

const once = process.argv.includes('--once');
const port = Number(process.env.N8N_PORT ?? 5678);
const sandboxPort = Number(process.env.SANDBOX_PORT ?? 4010);

async function main() {
	await assertPortFree(port, { what: 'n8n', variable: 'N8N_PORT' });
	await assertPortFree(sandboxPort, { what: 'the sandbox', variable: 'SANDBOX_PORT' });
	await installProject(console.log);
	await installN8n(console.log);
	// Only now is there what this one requires.
	const { demo } = require('./show.cjs');
	await demo({ port, sandboxPort, once });
}

main().catch((error) => {
	console.error(error.message);
	process.exit(1);
});
