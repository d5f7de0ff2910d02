'use strict';

/**
 * `npm run verify`: whether the real services do what docs/assumptions.json says, for whoever has a key.
 *
 *     LEADPROSPER_API_KEY=… PROSPERSTACK_API_KEY=… npm run verify [-- --write]
 *
 * One key is enough. LEADPROSPER_BASE_URL and PROSPERSTACK_BASE_URL are for other addresses than the
 * official ones. It only reads, unless `--write` is given.
 */
const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { markdown, summary } = require('./report.cjs');
const { checkAccess, leavesBehind, verify } = require('./verify.cjs');

const FOLDER = path.join(__dirname, '../.cache/verify');

const say = (line) => process.stdout.write(`${line}\n`);

/** @returns {Parameters<typeof verify>[0]['access']} */
function accessIn(env) {
	const of = (key, baseUrl, official) =>
		env[key]?.trim()
			? { apiKey: env[key].trim(), baseUrl: env[baseUrl]?.trim() || official }
			: undefined;
	const all = {
		leadProsper: of('LEADPROSPER_API_KEY', 'LEADPROSPER_BASE_URL', 'https://api.leadprosper.io'),
		prosperStack: of(
			'PROSPERSTACK_API_KEY',
			'PROSPERSTACK_BASE_URL',
			'https://api.prosperstack.com/v1',
		),
	};
	return Object.fromEntries(Object.entries(all).filter(([, access]) => access !== undefined));
}

async function main() {
	const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
	const access = accessIn(process.env);
	const keys = Object.values(access).map(({ apiKey }) => apiKey);
	if (keys.length === 0) {
		throw new Error('No key: set LEADPROSPER_API_KEY, PROSPERSTACK_API_KEY, or both.');
	}
	const { write } = values;
	checkAccess(access, write);
	if (write) {
		say('With --write. What stays behind:');
		for (const line of leavesBehind(access)) say(`- ${line}`);
	}
	const verified = await verify({ access, write, log: say });
	const at = new Date();
	fs.mkdirSync(FOLDER, { recursive: true });
	const file = path.join(FOLDER, `${at.toISOString().slice(0, 19).replaceAll(':', '-')}.md`);
	fs.writeFileSync(file, markdown(verified, { write, at, keys }));
	say(`\n${summary(verified, { keys })}\n`);
	say(`The report, for an issue: ${file}`);
}

main().catch((error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
