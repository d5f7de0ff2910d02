/**
 * `npm run test:queue`: n8n in queue mode, with PostgreSQL, Redis, two workers and two webhook
 * processors, and what can go wrong there. Prints one table. `npm run test:queue -- burst rate-limit`
 * runs the scenarios that are named.
 */
const fs = require('node:fs');
const path = require('node:path');
const { installN8n, installProject, step } = require('../../n8n/install.cjs');

const userFolder = path.join(__dirname, '..', '..', '.cache', 'queue');

/** @throws {Error} when one is not known */
function chosen(names, all) {
	const unknown = names.filter((name) => !all.includes(name));
	if (unknown.length > 0) {
		throw new Error(`There is no scenario ${unknown.join(', ')}. Scenarios: ${all.join(', ')}.`);
	}
	return names.length > 0 ? names : all;
}

async function runAll(names, stage, scenarios) {
	const rows = [];
	for (const scenario of names) {
		console.log(`${scenario} …`);
		stage.sandbox.setRateLimit({ limit: 1_000_000, windowMs: 60_000 });
		const began = Date.now();
		const found = await scenarios[scenario](stage);
		const seconds = Math.round((Date.now() - began) / 1_000);
		console.log(`${scenario}: ${found.every(({ ok }) => ok) ? 'ok' : 'NOT OK'} (${seconds} s)`);
		rows.push(...found.map((row) => ({ scenario, ...row, ok: row.ok ? 'yes' : 'NO' })));
	}
	return rows;
}

async function main() {
	await installProject(console.log);
	const { scenarios } = require('./scenarios.cjs');
	const { table } = require('../../demo/table.cjs');
	const names = chosen(process.argv.slice(2), Object.keys(scenarios));
	await installN8n(console.log);
	const { build } = require('../runner/build.cjs');
	await step('Building the package', console.log, build);

	const { startStage } = require('../../n8n/stage.cjs');
	const { clusterOf } = require('./cluster.cjs');
	fs.rmSync(userFolder, { recursive: true, force: true });
	const start = clusterOf({ workers: 2, processors: 2 });
	const stage = await startStage({ userFolder, start, log: console.log });
	try {
		const rows = await runAll(names, stage, scenarios);
		console.log(`\n${table(Object.keys(rows[0]), rows)}`);
		if (rows.some(({ ok }) => ok === 'NO')) process.exitCode = 1;
	} finally {
		await stage.close();
	}
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
