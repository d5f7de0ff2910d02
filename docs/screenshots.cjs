/**
 * Takes the README's screenshots anew, from the nodes in a real n8n against the sandbox:
 * `node docs/screenshots.cjs`. Needs a Chromium; CHROMIUM names it where it is not Debian's.
 */
const path = require('node:path');
const { chromium } = require('playwright-core');
const { owner } = require('../n8n/api.cjs');
const { startStage } = require('../n8n/stage.cjs');
const { withCredentials } = require('../n8n/workflows.cjs');

const root = path.join(__dirname, '..');
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

const canceled = require('../examples/canceled-last-7-days.json');
const yesterdayByBuyer = require('../examples/yesterday-by-buyer.json');

/** A workflow, the node to open in it, and the picture's name. */
const pictures = [
	{ example: yesterdayByBuyer, type: 'leadProsper', picture: 'lead-prosper.png' },
	{ example: canceled, type: 'prosperStack', picture: 'prosperstack.png' },
];

async function signIn(page, url) {
	await page.goto(`${url}/signin`);
	await page.fill('input[type=email]', owner.email);
	await page.fill('input[type=password]', owner.password);
	await page.click('[data-test-id=form-submit-button]');
	await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
}

/** The message that a node has run lies over its output. */
async function closeMessages(page) {
	const message = page.locator('.el-notification');
	await message.first().waitFor();
	while ((await message.count()) > 0) {
		await message.first().locator('.el-notification__closeBtn').click();
		await page.waitForTimeout(1000);
	}
}

/** The node's panel after a run, with its output beside it. */
async function shoot(page, url, workflow, type, file) {
	const { name } = workflow.nodes.find((node) => node.type.endsWith(`.${type}`));
	await page.goto(`${url}/workflow/${workflow.id}`);
	await page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
	await page.locator('[data-test-id=node-execute-button]').first().click();
	await page
		.locator(
			'[data-test-id=ndv-output-panel] table tbody tr, [data-test-id=output-panel] table tbody tr',
		)
		.first()
		.waitFor();
	await closeMessages(page);
	await page.screenshot({ path: path.join(__dirname, 'images', file) });
}

async function main() {
	const userFolder = path.join(root, '.cache', 'screenshots');
	const stage = await startStage({ userFolder, log: console.log });
	const browser = await chromium.launch({
		executablePath,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	try {
		const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
		await signIn(page, stage.server.url);
		for (const { example, type, picture } of pictures) {
			const workflow = await stage.api.saveWorkflow(withCredentials(example, stage.credentials));
			await shoot(page, stage.server.url, workflow, type, picture);
			console.log(`docs/images/${picture}`);
		}
	} finally {
		await browser.close();
		await stage.close();
	}
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
