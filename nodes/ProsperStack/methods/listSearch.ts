import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import { PATHS } from '../api/service';
import { searchList, type ListSearch } from './searchList';

/**
 * The lists from which the user picks a record. Each record is shown by what a person knows of it.
 */

const listSearch = (search: ListSearch) =>
	async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		return await searchList(this, search, filter, paginationToken);
	};

/** A label such as `Jane Doe · saved · 2025-01-31 15:04 UTC`. Missing parts are left out. */
const labelOf = (...parts: unknown[]) =>
	parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');

/** A time without its seconds. ProsperStack gives times as ISO 8601 in UTC. */
const minute = (time: unknown) =>
	typeof time === 'string' ? `${time.slice(0, 16).replace('T', ' ')} UTC` : undefined;

const nameOf = (record: unknown) => (isObject(record) ? (record.name ?? record.email) : undefined);

const eventLabel = ({ event, data, created_at: createdAt }: IDataObject) =>
	labelOf(event, nameOf(isObject(data) ? data.subscriber : undefined), minute(createdAt));

const sessionLabel = ({ subscriber, status, started_at: start, created_at: made }: IDataObject) =>
	labelOf(nameOf(subscriber), status, minute(start ?? made));

export const searchEvents = listSearch({ path: PATHS.event, label: eventLabel });

export const searchFlows = listSearch({ path: PATHS.flow, label: ({ name }) => labelOf(name) });

export const searchFlowSessions = listSearch({ path: PATHS.flowSession, label: sessionLabel });

export const searchOffers = listSearch({
	path: PATHS.offer,
	label: ({ name, type }) => labelOf(name, type),
});

export const searchProperties = listSearch({
	path: PATHS.property,
	label: ({ name, key, entity }) => labelOf(name, key, entity),
});

export const searchSubscribers = listSearch({
	path: PATHS.subscriber,
	label: ({ name, email }) => labelOf(name, email),
	findsEmail: true,
});

export const searchSubscriptions = listSearch({
	path: PATHS.subscription,
	label: ({ platform_id: platformId, status, mrr }) =>
		labelOf(platformId, status, mrr ? `MRR ${String(mrr)}` : ''),
});

export const searchWebhooks = listSearch({
	path: PATHS.webhook,
	label: ({ url, events }) => labelOf(url, [events].flat().join(', ')),
});
