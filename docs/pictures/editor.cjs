/**
 * What one does in n8n's editor, on one page of the browser.
 * @param {import('playwright-core').Page} page
 * @param {string} url of n8n
 */
function editorOn(page, url) {
	const part = (id) => page.locator(`[data-test-id=${id}]`);

	/** The rows of the open node's output. */
	const rows = () => part('ndv-output-panel').or(part('output-panel')).locator('table tbody tr');

	/** Waits for the message that ends a run; it would lie over the picture. */
	async function hideMessage() {
		await page.locator('.el-notification').first().waitFor();
		await page.addStyleTag({ content: '.el-notification { display: none !important }' });
	}

	/** The canvas of a saved workflow. */
	async function openWorkflow({ id }) {
		await page.goto(`${url}/workflow/${id}`);
		await part('canvas-node').first().waitFor();
	}

	/** Runs the workflow that is on the canvas, to its end. */
	async function executeWorkflow() {
		await part('execute-workflow-button').first().click();
		await hideMessage();
	}

	/** The panel of one of a workflow's nodes. */
	async function openNode(workflow, name) {
		await openWorkflow(workflow);
		await page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
		await part('node-execute-button').first().waitFor();
	}

	/** Moves the open panel's middle to the left, so that the output has room. */
	async function widenOutput() {
		const box = await part('panel-drag-button').boundingBox();
		if (!box) throw new Error('The panel can no longer be moved: look at panel-drag-button.');
		const windowWidth = page.viewportSize()?.width ?? 0;
		const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
		await page.mouse.move(x, y);
		await page.mouse.down();
		await page.mouse.move(windowWidth * 0.34, y, { steps: 5 });
		await page.mouse.up();
	}

	/** Executes the open node, to its end. */
	async function executeNode() {
		await part('node-execute-button').first().click();
		await hideMessage();
	}

	return { page, part, rows, openWorkflow, executeWorkflow, openNode, widenOutput, executeNode };
}

module.exports = { editorOn };
