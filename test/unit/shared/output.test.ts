import type { IDataObject, INode } from 'n8n-workflow';
import { outputOf } from '../../../nodes/shared/fields/output';

const node = { name: 'Node', type: 'test', typeVersion: 1 } as INode;

const output = outputOf({
	plural: 'leads',
	people: ['lead_data'],
	simplified: { description: '', shape: ({ id }, zone) => ({ id, zone }) },
	rows: {
		name: 'Rows',
		value: 'rows',
		shape: ({ id }) => [
			{ id, row: 1 },
			{ id, row: 2 },
		],
	},
	picker: { displayName: 'Fields' },
});

function shaped(parameters: IDataObject, record: IDataObject) {
	const context = {
		getNode: () => node,
		getNodeParameter: (name: string, _itemIndex: number, fallback: unknown) =>
			parameters[name] ?? fallback,
	};
	return output.read(context, 0, 'UTC')(record);
}

const lead = {
	id: 'a',
	cost: 0,
	supplier: { id: 1, name: 'S', client: { id: 2, name: 'C' } },
	lead_data: { email: 'x@example.org', note: null },
	buyers: [
		{ id: 3, name: 'B', status: 'ACCEPTED' },
		{ id: 4, status: 'ERROR' },
	],
};

test('simplified, without a choice; in the time zone', () => {
	expect(shaped({}, lead)).toEqual({ id: 'a', zone: 'UTC' });
});

test('raw is the very record', () => {
	expect(shaped({ output: 'raw' }, lead)).toBe(lead);
});

test('one record can become several rows', () => {
	expect(shaped({ output: 'rows' }, lead)).toEqual([
		{ id: 'a', row: 1 },
		{ id: 'a', row: 2 },
	]);
});

test.each(['Raw', 'RAW', ' raw '])('%j is taken for the choice', (value) => {
	expect(shaped({ output: value }, lead)).toBe(lead);
});

test.each(['all', '', null])('%j is refused', (value) => {
	const refused = () => shaped({ output: value, fields: [] }, lead);
	if (value === null) expect(refused()).toEqual({ id: 'a', zone: 'UTC' });
	else expect(refused).toThrow(`Output has no “${value}”`);
});

describe('selected fields', () => {
	const selected = (fields: unknown) =>
		shaped({ output: 'selected', fields: fields as IDataObject[string] }, lead);

	test.each([
		[['id', 'cost'], { id: 'a', cost: 0 }],
		['id, cost', { id: 'a', cost: 0 }],
		['["id", "cost"]', { id: 'a', cost: 0 }],
		[['supplier.name'], { supplier: { name: 'S' } }],
		[
			['supplier.name', 'supplier.client.name', 'lead_data.email'],
			{ supplier: { name: 'S', client: { name: 'C' } }, lead_data: { email: 'x@example.org' } },
		],
		[['supplier.name', 'supplier'], { supplier: lead.supplier }],
		[['supplier', 'supplier.name'], { supplier: lead.supplier }],
		[['lead_data.note'], { lead_data: { note: null } }],
		[['buyers.name', 'buyers.id'], { buyers: [{ name: 'B', id: 3 }, { id: 4 }] }],
		[['nothing', 'id'], { id: 'a' }],
		[['supplier.nothing'], { supplier: {} }],
		[['constructor', '__proto__', 'toString'], {}],
	])('%j', (fields, expected) => {
		expect(selected(fields)).toEqual(expected);
	});

	test.each([[[]], [''], [' , '], [['']]])('%j are none', (fields) => {
		expect(() => selected(fields)).toThrow('No field was picked under Fields');
	});

	test('the record itself is not changed', () => {
		const copy = structuredClone(lead);
		selected(['supplier.name', 'buyers.id']);
		expect(lead).toEqual(copy);
	});
});
