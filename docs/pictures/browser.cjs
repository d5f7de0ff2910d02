const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');
const { owner } = require('../../n8n/api.cjs');
const { editorOn } = require('./editor.cjs');

/** Where Linux has it; elsewhere the variable CHROMIUM names it. */
const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Panels slide, and lists fade in. */
const SETTLED_MS = 700;

/** The program of the browser; undefined where there is none. */
const browserPath = () => process.env.CHROMIUM || usualPlaces.find((place) => fs.existsSync(place));

async function signIn(page, url) {
	await page.goto(`${url}/signin`);
	await page.fill('input[type=email]', owner.email);
	await page.fill('input[type=password]', owner.password);
	await page.click('[data-test-id=form-submit-button]');
	await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
}

/** All that can be read on the page: its texts, and what stands in its fields. */
async function readable(page) {
	const texts = await page.locator('body').innerText();
	const values = await page
		.locator('input, textarea')
		.evaluateAll((fields) => fields.map(({ value }) => value));
	return [texts, ...values].join('\n');
}

/**
 * A browser that is signed in to the stage's n8n. One page takes all pictures: it has n8n's editor
 * in its cache, and a new one would load it for ten seconds.
 * @param {import('../../n8n/stage.cjs').Stage} stage
 * @param {string} folder where the files are written
 */
async function openCamera(stage, folder) {
	fs.mkdirSync(folder, { recursive: true });
	const browser = await chromium.launch({
		executablePath: browserPath(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	const page = await browser.newPage({ reducedMotion: 'reduce' });
	page.setDefaultTimeout(30_000);
	await signIn(page, stage.server.url);

	let reached;

	/**
	 * @param {import('./list.cjs').Picture} picture
	 * @returns {Promise<string>} what can be read on it
	 */
	async function take({ name, theme, size: [width, height], reach }) {
		await page.emulateMedia({ colorScheme: theme });
		await page.setViewportSize({ width, height });
		if (reach !== reached) await reach(editorOn(page, stage.server.url), stage);
		reached = reach;
		await page.mouse.move(0, height / 2); // nothing is hovered over
		await page.waitForTimeout(SETTLED_MS);
		await page.screenshot({ path: path.join(folder, `${name}.png`) });
		return readable(page);
	}

	return { page, take, close: () => browser.close() };
}

module.exports = { browserPath, openCamera };
