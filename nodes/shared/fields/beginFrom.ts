import type { INode, INodeProperties } from 'n8n-workflow';
import { inputError } from '../errors';
import { toMoment } from './dates';

const MOST_DAYS = 30;

/** The option Begin From of a trigger. @param what in the plural: `events` */
export const beginFromOption = (what: string): INodeProperties => ({
	displayName: 'Begin From',
	name: 'beginFrom',
	type: 'dateTime',
	default: '',
	description: `From when on ${what} start the workflow, at most ${MOST_DAYS} days back. It counts once: when the workflow is published for the first time. Leave empty for now.`,
});

/**
 * @param value of the option
 * @param zone what a time without an offset is meant in
 * @returns in milliseconds since 1970; undefined for now
 * @throws NodeOperationError if it is no moment of the last 30 days; n8n shows only the message of an
 *   activation that fails, so it says everything
 */
export function toBeginFrom(node: INode, value: unknown, zone: string): number | undefined {
	if (value === '' || value === null || value === undefined) return undefined;
	const from = toMoment(node, 0, 'Begin From', value, zone).toMillis();
	const now = Date.now();
	if (from <= now && from >= now - MOST_DAYS * 24 * 60 * 60_000) return from;
	throw inputError(
		node,
		0,
		`Begin From must be a moment of the last ${MOST_DAYS} days, not “${String(value)}”. Pick another one, or leave it empty to begin now.`,
	);
}
