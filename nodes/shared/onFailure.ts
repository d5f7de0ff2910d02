import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n makes a tool of a node by giving its type this ending: `leadProsperTool`. */
const TOOL = /Tool$/;

/**
 * Whether the error of an item is put out as an item, instead of stopping the run: where the user chose
 * to continue, and always where an AI agent uses the node as a tool. An error that is thrown ends the
 * agent's whole run (Agent 3), or gives the model an empty answer (Agent 2). As an item the model reads
 * it, and can correct what it asked for.
 */
export const putsOutErrors = (context: IExecuteFunctions): boolean =>
	context.continueOnFail() || TOOL.test(context.getNode().type);
