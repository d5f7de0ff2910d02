import type { INode, IPollFunctions } from 'n8n-workflow';
import { inputError } from '../../shared/errors';
import { toBeginFrom } from '../../shared/fields/beginFrom';
import { checkTimeZone } from '../../shared/fields/dates';
import type { Shape } from '../../shared/fields/output';
import { textsIn } from '../../shared/fields/texts';
import { asObject } from '../../shared/json';
import { createClient, type Client, type ClientOptions } from '../../shared/transport/client';
import { fieldsOf } from '../../shared/trigger';
import { leadProsper } from '../api/service';
import { readCampaignScope } from '../fields/campaignScope';
import { leadOutput } from '../fields/leadOutput';

/** What one poll works with: the user's choices, the time, and the client that sends requests. */
export interface Watch {
	node: INode;
	client: Client;
	/** When the poll began, in milliseconds since 1970. */
	now: number;
	/** The campaigns that the user chose; undefined for all. */
	campaigns: string[] | undefined;
	timezone: string;
	/** Of the option Begin From, in milliseconds since 1970; undefined for now. */
	beginFrom(): number | undefined;
	/** What the user chose under Output. @throws NodeOperationError if the choice is none */
	leadShape(): Shape;
	/** The values that the user chose in a filter. Empty if the user did not add the filter. */
	chosen(filter: string): string[];
	/**
	 * A number from Options, or from the node's own field of this name.
	 *
	 * @param label the field's name, for the message
	 * @param standard the value if the user did not set one
	 * @throws NodeOperationError if it is not a number or is less than `least`
	 */
	number(name: string, label: string, standard: number, least: number): number;
}

/**
 * Reads the trigger's fields for one poll.
 *
 * @throws NodeOperationError if a campaign's ID or the time zone is not valid
 */
export function readWatch(context: IPollFunctions, clientOptions: ClientOptions): Watch {
	const node = context.getNode();
	const fields = fieldsOf(context);
	const collection = (name: string) => asObject(context.getNodeParameter(name, {}));
	const filters = collection('filters');
	const options = collection('options');
	const timezone = checkTimeZone(node, 0, options.timezone || context.getTimezone());
	return {
		node,
		client: createClient(context, leadProsper, clientOptions),
		now: Date.now(),
		campaigns: readCampaignScope(fields, 0),
		timezone,
		beginFrom: () => toBeginFrom(node, options.beginFrom, timezone),
		leadShape: () => leadOutput.read(fields, 0, timezone),
		chosen: (filter) => textsIn(filters[filter]),
		number(name, label, standard, least) {
			const value = options[name] ?? context.getNodeParameter(name, standard);
			const number = value === '' ? NaN : Number(value);
			if (number >= least) return number;
			throw inputError(
				node,
				0,
				`${label} must be a number of at least ${least}, not “${String(value)}”`,
				`The usual value is ${standard}.`,
			);
		},
	};
}
