/**
 * The pictures of the README and the docs, in .cache/pictures: what a user sees in n8n's editor.
 * `npm run pictures` runs this file and copies them to docs/images.
 */
const path = require('node:path');
const { browserPath, openCamera } = require('../../docs/pictures/browser.cjs');
const { pictures } = require('../../docs/pictures/list.cjs');
const { startStage } = require('../../n8n/stage.cjs');
const { chosenVersion } = require('../../n8n/versions.cjs');
const { emptyUserFolder } = require('./support/userFolder.cjs');

const folder = path.join(__dirname, '..', '..', '.cache', 'pictures');
/** The n8n that the docs show. */
const SHOWN = '2.8.4';

/** Why no pictures are taken here; undefined where they are. */
function reasonToSkip() {
	if (!browserPath()) return 'no Chromium is installed here; CHROMIUM names one elsewhere';
	const { version } = chosenVersion();
	if (version !== SHOWN) return `not on n8n ${version}: the docs show ${SHOWN}`;
	return undefined;
}

const reason = reasonToSkip();

if (reason) {
	test.skip(`pictures of the editor (${reason})`, () => {});
} else {
	/** @type {import('../../n8n/stage.cjs').Stage} */
	let stage;
	/** @type {Awaited<ReturnType<typeof openCamera>>} */
	let camera;

	beforeAll(async () => {
		const userFolder = emptyUserFolder('pictures');
		stage = await startStage({ userFolder, sandbox: { rateLimit: { limit: 1_000_000 } } });
		camera = await openCamera(stage, folder);
	});

	afterAll(async () => {
		await camera?.close();
		await stage?.close();
	});

	test.each(pictures.map((picture) => [picture.name, picture]))('%s', async (_name, picture) => {
		const text = await camera.take(picture);
		for (const shown of picture.shows) expect(text).toContain(shown);
		for (const wrong of picture.lacks ?? []) expect(text).not.toContain(wrong);
	});
}
