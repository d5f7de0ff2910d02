import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { triggerKey, type TriggerContext } from '../../../shared/trigger';
import type { HandledLeads } from './handledLeads';

/** All that this process knows of one trigger. */
export interface TriggerState {
	handled: HandledLeads;
	/** Static data of deliveries that n8n may still be about to save: they are kept up to date. */
	unsaved: Set<IDataObject>;
	/** When leads were asked for in the last minute, in milliseconds since 1970. */
	reads: number[];
	/** Deliveries that are being worked on. */
	underWay: number;
	/** The workflow is switched off. */
	isOff: boolean;
	/** When n8n's log was last told that a post had started nothing, in milliseconds since 1970. */
	warnedAt: number;
}

const states = new Map<string, TriggerState>();

export function stateOf(context: TriggerContext): TriggerState {
	const key = triggerKey(context);
	const state = states.get(key) ?? createState();
	states.set(key, state);
	return state;
}

/** Of a trigger that knows nothing yet. */
export const createState = (): TriggerState => ({
	handled: new Set(),
	unsaved: new Set(),
	reads: [],
	underWay: 0,
	isOff: false,
	warnedAt: 0,
});

/** A test in the editor has its own webhook, whose beginning and end say nothing of the workflow. */
export function switchTo(context: IHookFunctions, isOn: boolean): void {
	if (context.getActivationMode() !== 'manual') stateOf(context).isOff = !isOn;
}
