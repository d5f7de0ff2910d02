/**
 * `npm run pictures`: the tests take all pictures anew, and what they find right goes to docs/images.
 * Needs a Chromium; the variable CHROMIUM names it where it is not in one of the usual places.
 */
const fs = require('node:fs');
const path = require('node:path');
const { installN8n } = require('../../n8n/install.cjs');
const { jest } = require('../../test/runner/jest.cjs');
const { browserPath } = require('./browser.cjs');
const { pictures } = require('./list.cjs');

const root = path.join(__dirname, '..', '..');
const taken = path.join(root, '.cache', 'pictures');
const images = path.join(root, 'docs', 'images');

async function main() {
	if (!browserPath()) {
		throw new Error('There is no Chromium here. Install one, or name its file in CHROMIUM.');
	}
	await installN8n(console.log);
	const { failed, report } = await jest('e2e', {
		file: path.join(root, 'test', 'e2e', 'pictures.test.cjs'),
	});
	if (failed > 0) throw new Error(report);

	fs.rmSync(images, { recursive: true, force: true });
	fs.mkdirSync(images);
	for (const { name } of pictures) {
		const file = `${name}.png`;
		fs.copyFileSync(path.join(taken, file), path.join(images, file));
		console.log(`docs/images/${file}`);
	}
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
