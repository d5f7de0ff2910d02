import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { toBoolean } from '../../shared/fields/booleans';

/** The user's choice: Real Events Only, and Catch Up. */
export interface Care {
	verify: boolean;
	catchUp: boolean;
}

/**
 * Both are on unless what is there is clearly a no. An expression may give a text, or nothing at all,
 * and that must not open the door to made-up events.
 */
export function readCare(context: IHookFunctions | IWebhookFunctions): Care {
	const isOn = (name: keyof Care) =>
		toBoolean(context.getNodeParameter(`options.${name}`, true)) !== false;
	return { verify: isOn('verify'), catchUp: isOn('catchUp') };
}
