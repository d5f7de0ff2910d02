/**
 * Writes a project for the nodes of one service.
 */
const fs = require('node:fs');
const path = require('node:path');
const prettier = require('prettier');
const { filesOf, lockOf, manifestOf, withNewUrls, withoutOthers } = require('./contents.cjs');
const { readme } = require('./readme.cjs');
const { withNewTypes } = require('./rename.cjs');
const { isAbout } = require('./services.cjs');

const root = path.join(__dirname, '..');

/** What the editor showed of the saved workflows: of those that are there. */
function shownOf(service, file) {
	const shown = Object.entries(JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')));
	return Object.fromEntries(shown.filter(([workflow]) => isAbout(service, workflow)));
}

/**
 * Needs a build of this project, for the README.
 *
 * @param {import('./services.cjs').Service} service
 * @param {string} folder what is in it is deleted, except `.git`
 */
async function writeProject(service, folder) {
	const write = async (file, text) => {
		const target = path.join(folder, file);
		fs.mkdirSync(path.dirname(target), { recursive: true });
		fs.writeFileSync(target, text);
	};
	const writeFormatted = async (file, text) => {
		const options = await prettier.resolveConfig(path.join(root, file));
		await write(file, await prettier.format(text, { ...options, filepath: file }));
	};
	const writeJson = (file, value) => writeFormatted(file, JSON.stringify(value));

	fs.mkdirSync(folder, { recursive: true });
	for (const name of fs.readdirSync(folder)) {
		if (name !== '.git') fs.rmSync(path.join(folder, name), { recursive: true });
	}
	for (const file of filesOf(service)) {
		const source = path.join(root, file);
		if (file === 'package-lock.json')
			await write(file, JSON.stringify(lockOf(service), null, '\t'));
		else if (path.basename(file) === 'shown.json') await writeJson(file, shownOf(service, file));
		else if (file === 'SECURITY.md')
			await writeFormatted(file, withoutOthers(fs.readFileSync(source, 'utf8'), service));
		else if (/\.(json|ts)$/.test(file)) {
			const text = fs.readFileSync(source, 'utf8');
			await write(file, withNewTypes(withNewUrls(text, service)).text);
		} else {
			await write(file, fs.readFileSync(source));
		}
	}
	const own = manifestOf(service);
	await writeJson('package.json', own);
	await writeFormatted('README.md', readme(service, own));
}

module.exports = { writeProject };
