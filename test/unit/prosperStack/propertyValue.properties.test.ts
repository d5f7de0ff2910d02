import * as fc from 'fast-check';
import { NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';
import { toPropertyValue } from '../../../nodes/ProsperStack/fields/propertyValue';
import { toDecimal } from '../../../nodes/shared/decimals';

const node = { name: 'Node', type: 'test', typeVersion: 1 } as INode;

/** What the service gets; undefined where the value is refused. */
function sent(type: string, value: IDataObject[string]): IDataObject[string] {
	try {
		return toPropertyValue(node, 0, { key: 'plan', name: 'Plan', type }, value, 'Asia/Kolkata');
	} catch (error) {
		expect(error).toBeInstanceOf(NodeOperationError);
		return undefined;
	}
}

/** Anything that a workflow can have in a field. */
const values = fc.json().map((text): IDataObject[string] => JSON.parse(text));

test('text: a text stays as it is, a number or a boolean can be read back', () => {
	const readBack = (text: unknown, value: unknown) =>
		typeof value === 'string' ? text : JSON.parse(String(text));
	fc.assert(
		fc.property(values, (value) => {
			const text = sent('text', value);
			if (typeof value === 'object') expect(text).toBeUndefined();
			else expect(readBack(text, value)).toBe(value);
		}),
	);
});

test('number: a number stays as it is', () => {
	fc.assert(
		fc.property(fc.double(), (n) => expect(sent('number', n)).toBe(isFinite(n) ? n : undefined)),
	);
});

test('number: a text is refused, or shows the number that is sent', () => {
	const [signs, digits] = [fc.constantFrom('', '-', '+'), fc.stringMatching(/^\d{1,10}$/)];
	const exponents = fc.option(fc.integer({ min: -400, max: 400 }), { nil: 0 });
	const numberTexts = fc
		.tuple(signs, digits, digits, exponents)
		.map(([sign, whole, fraction, exponent]) => `${sign}${whole}.${fraction}e${exponent}`);
	fc.assert(
		fc.property(fc.oneof(numberTexts, fc.string()), (text) => {
			const number = sent('number', text);
			fc.pre(number !== undefined);
			const [shown, given] = [decimal(String(number)), decimal(text)];
			expect(shown).toBe(given);
		}),
	);
});

/** Equal for equal numbers. */
function decimal(text: string): string {
	const { units, places } = toDecimal(text) ?? { units: 0n, places: -1 };
	return String(units * 10n ** BigInt(1_000 - places));
}

test('boolean: sent are only true and false, and only for what says so', () => {
	fc.assert(
		fc.property(values, (value) => {
			const boolean = sent('boolean', value);
			fc.pre(boolean !== undefined);
			const words = boolean ? ['true', 't', '1', 'yes', 'y'] : ['false', 'f', '0', 'no', 'n'];
			expect(words).toContain(String(value).trim().toLowerCase());
		}),
	);
	fc.assert(fc.property(fc.boolean(), (value) => expect(sent('boolean', value)).toBe(value)));
});

test('date: a date stays as it is, and no other text is taken', () => {
	const dates = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') });
	fc.assert(
		fc.property(dates, fc.nat(31), (date, day) => {
			const [text] = date.toISOString().split('T');
			expect(sent('date', text)).toBe(text);
			const maybe = `${text?.slice(0, 8)}${String(day).padStart(2, '0')}`;
			const exists = new Date(maybe).toJSON()?.startsWith(maybe);
			expect(sent('date', maybe)).toBe(exists ? maybe : undefined);
		}),
	);
	fc.assert(
		fc.property(fc.string(), (text) => {
			fc.pre(!/^\s*\d{4}-\d\d-\d\d/.test(text));
			expect(sent('date', text)).toBeUndefined();
		}),
	);
});

test('a type that is not documented: the value stays as it is', () => {
	fc.assert(fc.property(values, (value) => expect(sent('list', value)).toBe(value)));
});
