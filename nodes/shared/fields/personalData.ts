import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { asObject, isObject } from '../json';
import { checkChoice } from './choice';
import type { Output } from './output';
import { isPersonal } from './personalNames';
import { protectedText } from './personalTexts';
import type { FieldReader } from './recordLocator';

const CHOICES = [
	{ name: 'As Is', value: 'asIs', description: 'As the service gives it' },
	{
		name: 'Hashed',
		value: 'hashed',
		description:
			'As the SHA-256 of its text, trimmed and in lower case: the same person can be recognized, and not read',
	},
	{ name: 'Left Out', value: 'leftOut', description: 'Without the fields that hold it' },
] as const;

/** For what gives records of people: n8n keeps the output in its saved executions. */
export const personalDataField: INodeProperties = {
	displayName: 'Personal Data',
	name: 'personalData',
	type: 'options',
	options: [...CHOICES],
	default: 'asIs',
	description:
		'What to do with names, email and postal addresses, phone numbers, IP addresses and the like, which are known by their field’s name. Other texts are not looked into.',
};

type Protect = (record: IDataObject) => IDataObject;

/**
 * Reads `personalDataField`.
 *
 * @param people the fields that hold a person, such as `subscriber`: there `name` is personal, too
 * @param isPerson whether the record itself is one
 * @returns makes a copy of a record without readable personal data; gives the record itself for As Is
 * @throws NodeOperationError if the choice is none
 */
export function readPersonalData(
	context: FieldReader,
	itemIndex: number,
	people: string[],
	isPerson = false,
): Protect {
	const choice = readChoice(context, itemIndex);
	if (choice === 'asIs') return (record) => record;
	return (record) => withoutPersonal(record, choice === 'hashed', people, isPerson);
}

function readChoice(context: FieldReader, itemIndex: number) {
	const given = context.getNodeParameter('personalData', itemIndex, 'asIs');
	return checkChoice(context.getNode(), itemIndex, 'Personal Data', given, CHOICES);
}

/** The field Personal Data for records that come as the service gives them, without the field Output. */
export const personalOutput = (people: string[], isPerson = false): Output => ({
	fields: [personalDataField],
	read: (context, itemIndex) => readPersonalData(context, itemIndex, people, isPerson),
});

/** The field Personal Data for raw traffic, whose texts hold JSON, forms and whatever else. */
export const personalTrafficField: INodeProperties = {
	...personalDataField,
	description:
		'What to do with personal data: fields are known by their names, also within JSON and forms; other texts go whole if they hold an email address or a phone number',
};

/** As `readPersonalData`, of raw traffic: its texts are looked into, too. */
export function readPersonalTraffic(context: FieldReader, itemIndex: number): Protect {
	const choice = readChoice(context, itemIndex);
	const protect = readPersonalData(context, itemIndex, []);
	if (choice === 'asIs') return protect;
	const inTexts = (value: IDataObject[string]): IDataObject[string] => {
		if (Array.isArray(value)) return value.map((entry) => inTexts(entry) ?? null);
		if (isObject(value)) {
			return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inTexts(part)]));
		}
		if (typeof value !== 'string') return value;
		return protectedText(value, protect) ?? (choice === 'hashed' ? hashed(value) : null);
	};
	return (record) => asObject(inTexts(protect(record)));
}

/** The copy: personal fields are hashed or left out, wherever they are. */
function withoutPersonal(
	record: IDataObject,
	hashes: boolean,
	people: string[],
	isPerson: boolean,
): IDataObject {
	const isPersonalValue = holdsPersonalProperty(record);
	return Object.fromEntries(
		Object.entries(record).flatMap(([name, value]) => {
			if (isPersonal(name, isPerson) || (isPersonalValue && /value$/.test(name))) {
				return hashes ? [[name, hashed(value)]] : [];
			}
			const within = (entry: IDataObject) =>
				withoutPersonal(entry, hashes, people, people.includes(name));
			return [[name, eachObject(value, within)]];
		}),
	);
}

/** A custom property's `{property: {key}, value, formatted_value}`: its key says what the value is. */
const holdsPersonalProperty = ({ property }: IDataObject) =>
	isObject(property) && isPersonal(String(property.key ?? property.name ?? ''), false);

function eachObject(
	value: IDataObject[string],
	convert: (entry: IDataObject) => IDataObject,
): IDataObject[string] {
	if (Array.isArray(value)) {
		return value.map((entry) => (isObject(entry) ? convert(entry) : entry));
	}
	return isObject(value) ? convert(value) : value;
}

/** The hash of a text, as ad platforms want it of emails; of each text within a list or an object. */
function hashed(value: IDataObject[string]): IDataObject[string] {
	if (Array.isArray(value)) return value.map((entry) => hashed(entry) ?? null);
	if (isObject(value)) {
		return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hashed(inner)]));
	}
	const text = String(value ?? '')
		.trim()
		.toLowerCase();
	return text === '' ? value : createHash('sha256').update(text).digest('hex');
}
