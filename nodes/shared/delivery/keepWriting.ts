import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

/** After so many milliseconds: at once, and later should n8n be busy. */
const WRITE_AGAIN_MS = [0, 20, 200, 1_000, 3_000];

/**
 * To be called, and not waited for, as a delivery starts the workflow and n8n is to answer it: until
 * n8n has saved the static data, they are written again and again. Two things make that necessary:
 * - n8n saves them once the execution is recorded. A delivery that was handed out later can be saved
 *   earlier, and would be overwritten with what was known before it.
 * - Newer versions of n8n 2 (2.41 for one) make a second workflow object of the same static data
 *   before they save them, which resets the mark that they have changed: they would not be saved.
 *
 * @param unsaved the static data of all deliveries of this trigger that n8n may still be about to save;
 *   those of this delivery are among them meanwhile
 * @param write writes what is to be saved into the static data of this delivery and all of `unsaved`
 */
export async function keepWriting(
	context: IWebhookFunctions,
	unsaved: Set<IDataObject>,
	write: () => void,
): Promise<void> {
	const data = context.getWorkflowStaticData('node');
	unsaved.add(data);
	for (const ms of WRITE_AGAIN_MS) {
		await sleep(ms);
		write();
	}
	unsaved.delete(data);
}
