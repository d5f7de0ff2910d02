/**
 * `npm run split -- leadProsper` and `-- prosperStack` write a project whose package has the nodes of
 * this service only, in dist-split/. `--check` then builds and tests it.
 * `npm run split -- workflows <folder>` writes copies of exported workflows for such packages.
 */
const path = require('node:path');
const { check } = require('./check.cjs');
const { writeProject } = require('./project.cjs');
const { services } = require('./services.cjs');
const { renameWorkflows } = require('./workflows.cjs');

const output = path.join(__dirname, '..', 'dist-split');

const USAGE = `npm run split -- ${Object.keys(services).join(' | ')} [--check]
npm run split -- workflows <folder>`;

async function split(service, wantsCheck) {
	const folder = path.join(output, service.packageName);
	await writeProject(service, folder);
	console.log(`${service.packageName} is in ${folder}`);
	return wantsCheck ? await check(folder) : true;
}

function workflows(folder) {
	const target = path.join(output, 'workflows');
	for (const { file, types } of renameWorkflows(folder, target)) {
		console.log(`${file}: ${types} node types changed`);
	}
	console.log(`The workflows are in ${target}`);
	return true;
}

/** @param {string[]} words */
async function main(words) {
	const [what = '', ...rest] = words;
	if (what === 'workflows' && rest.length === 1) return workflows(rest[0]);
	const known = rest.every((word) => word === '--check');
	if (Object.hasOwn(services, what) && known) return await split(services[what], rest.length > 0);
	throw new Error(`Say what to split:\n${USAGE}`);
}

main(process.argv.slice(2)).then(
	(isWell) => {
		process.exitCode = isWell ? 0 : 1;
	},
	(error) => {
		console.error(error.message);
		process.exitCode = 1;
	},
);
