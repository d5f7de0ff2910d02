import type { IDataObject } from 'n8n-workflow';
import { asObject, withoutEmpty } from '../../shared/json';
import { collect, FULL_PAGE, type PageOptions } from '../../shared/pages';
import type { Client } from '../../shared/transport/client';
import { oncePerClient } from '../../shared/transport/oncePerClient';
import { readList } from './records';

/**
 * The query parameters that lists are filtered by, and what a record shows of each. The names of some
 * are lost from the reference, and a service that does not know a parameter answers with all records.
 * So what comes back is checked.
 */
const VALUE_OF = {
	email: (record: IDataObject) => record.email,
	entity: (record: IDataObject) => record.entity,
	event: (record: IDataObject) => record.event,
	// The second is its name in older data.
	platform_id: (record: IDataObject) => record.platform_id ?? record.payment_provider_id,
	status: (record: IDataObject) => record.status,
	subscriber_id: (record: IDataObject) => record.subscriber_id ?? asObject(record.subscriber).id,
};

type Parameter = keyof typeof VALUE_OF;

/** By query parameter; undefined where the user did not choose the filter. */
export type Filters = Partial<Record<Parameter, string>>;

/** Filters that name one record or very few. */
const IDENTIFYING = ['email', 'platform_id'] as const;

/** E-mail addresses and ids that differ in case only are the same. */
const normal = (value: unknown) => String(value ?? '').toLowerCase();

/** Whether a record has the value, or does not show this value at all. */
function fitsOne(record: IDataObject, parameter: Parameter, wanted: string): boolean {
	const value = VALUE_OF[parameter](record);
	const isHidden = value === undefined && !IDENTIFYING.some((name) => name === parameter);
	return isHidden || normal(value) === normal(wanted);
}

const fits = (record: IDataObject, filters: Filters) =>
	Object.entries(filters).every(
		([parameter, wanted]) =>
			wanted === undefined || fitsOne(record, parameter as Parameter, wanted),
	);

interface Matching extends PageOptions {
	itemIndex?: number;
	/** Further parameters, which can't be checked on what comes back. */
	query?: IDataObject;
}

/**
 * The records of a list that have what the filters ask for.
 *
 * Where the service ignores an e-mail address or a platform ID, or takes it in another way, the list is
 * read once in an execution and searched here.
 */
export async function* readMatching(
	client: Client,
	path: string,
	filters: Filters,
	{ query = {}, keep, ...options }: Matching,
): AsyncGenerator<IDataObject[]> {
	const identifying = IDENTIFYING.filter((name) => filters[name] !== undefined);
	const keepFitting = (record: IDataObject) => fits(record, filters) && (keep?.(record) ?? true);
	if (identifying.length === 0) {
		const asked = { ...query, ...filters };
		// Without a filter no more is read than is wanted.
		const isFiltered = keep !== undefined || Object.keys(withoutEmpty(filters)).length > 0;
		const checked = isFiltered ? keepFitting : undefined;
		yield* readList(client, path, asked, { ...options, keep: checked });
		return;
	}
	// With a further check here, the first that come may not be the ones that are wanted.
	const limit = keep ? undefined : options.limit;
	const found = await findIdentified(client, path, filters, {
		itemIndex: options.itemIndex,
		limit,
	});
	yield found.filter(keepFitting).slice(0, options.limit);
}

interface Reading {
	itemIndex?: number;
	limit?: number;
}

/** What an execution has found out about the filters of a list. */
interface FilterState {
	isIgnored: boolean;
	/** The first search: the others wait for it, so that one request finds out, and not one for each item. */
	first?: Promise<unknown>;
}

const filterStates = new WeakMap<Client, Map<string, FilterState>>();

function filterStateOf(client: Client, path: string): FilterState {
	const ofClient = filterStates.get(client) ?? new Map<string, FilterState>();
	filterStates.set(client, ofClient);
	const state = ofClient.get(path) ?? { isIgnored: false };
	ofClient.set(path, state);
	return state;
}

/** The records that an e-mail address or a platform ID leads to. */
async function findIdentified(
	client: Client,
	path: string,
	filters: Filters,
	options: Reading,
): Promise<IDataObject[]> {
	const state = filterStateOf(client, path);
	// Where the first search fails, the others find out for themselves.
	if (state.first) await state.first.catch(() => undefined);
	if (!state.isIgnored) {
		const search = async () => {
			const found = await readHonoured(client, path, filters, options);
			if (!found) state.isIgnored = true;
			return found;
		};
		const searching = search();
		state.first ??= searching;
		const found = await searching;
		if (found) return found;
	}
	return (await readIndexed(client, path, options.itemIndex ?? 0)).find(filters);
}

/** As the service filters. @returns undefined where its filters can't be relied on */
async function readHonoured(
	client: Client,
	path: string,
	filters: Filters,
	options: Reading,
): Promise<IDataObject[] | undefined> {
	const { email, platform_id } = filters;
	const found: IDataObject[] = [];
	for await (const page of readList(client, path, { email, platform_id }, options)) {
		if (!page.every((record) => fits(record, { email, platform_id }))) return undefined;
		found.push(...page);
	}
	const isSure = found.length > 0 || (await isTrusted(client, path, filters, options.itemIndex));
	return isSure ? found : undefined;
}

/**
 * Whether "none" can be believed: the service knows these parameters and does not mind the case. That
 * is found out once, by a search for a record that exists.
 */
async function isTrusted(
	client: Client,
	path: string,
	filters: Filters,
	itemIndex?: number,
): Promise<boolean> {
	const learnt = await client.learnt();
	for (const parameter of IDENTIFYING.filter((name) => filters[name] !== undefined)) {
		const fact = `${path} filters by ${parameter}`;
		if (learnt.has(fact)) continue;
		const [sample] = await collect(
			readList(
				client,
				path,
				{},
				{ itemIndex, limit: 1, keep: (one) => isText(VALUE_OF[parameter](one)) },
			),
		);
		if (!sample) continue;
		const asked = inOtherCase(parameter, String(VALUE_OF[parameter](sample)));
		const found = await collect(
			readList(client, path, { [parameter]: asked }, { itemIndex, limit: 2 }),
		);
		if (!found.some(({ id }) => id === sample.id)) return false;
		learnt.set(fact, 'yes');
	}
	return true;
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';

/** An e-mail address in the other case; ids are as they are. */
function inOtherCase(parameter: Parameter, value: string): string {
	if (parameter !== 'email') return value;
	const upper = value.toUpperCase();
	return upper === value ? value.toLowerCase() : upper;
}

/** Reading more than this takes a minute's worth of the service's requests. */
const MOST_PAGES = 50;

/** A list that was read to its end, to be searched by e-mail address and platform ID. */
const readIndexed = oncePerClient(async (client, path: string, itemIndex) => {
	const byValue = new Map<string, IDataObject[]>();
	const keyOf = (parameter: Parameter, value: unknown) => `${parameter} ${normal(value)}`;
	let pages = 0;
	for await (const page of readList(client, path, {}, { itemIndex })) {
		if (++pages > MOST_PAGES) throw client.failure(TOO_MANY, itemIndex);
		for (const record of page) {
			for (const parameter of IDENTIFYING) {
				const key = keyOf(parameter, VALUE_OF[parameter](record));
				byValue.set(key, [...(byValue.get(key) ?? []), record]);
			}
		}
	}
	return {
		find(filters: Filters): IDataObject[] {
			const [parameter] = IDENTIFYING.filter((name) => filters[name] !== undefined);
			return parameter ? (byValue.get(keyOf(parameter, filters[parameter])) ?? []) : [];
		},
	};
});

const TOO_MANY = {
	message: 'ProsperStack does not filter this list by e-mail address or platform ID',
	description: `It gave records that were not asked for, and the list has more than ${MOST_PAGES * FULL_PAGE} of them, which is too many to search here. Pick the record by its ID. Please report this as an issue of this node.`,
};
