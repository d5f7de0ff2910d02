import * as fc from 'fast-check';
import { NodeOperationError, type INode } from 'n8n-workflow';
import { checkId } from '../../../nodes/shared/fields/ids';

const node = { name: 'Node', type: 'test', typeVersion: 1 } as INode;

/** The checked id; undefined where it is refused. */
function checked(id: unknown): string | undefined {
	try {
		return checkId(node, 0, 'Lead ID', id);
	} catch (error) {
		expect(error).toBeInstanceOf(NodeOperationError);
		return undefined;
	}
}

/** What has a meaning in a URL or a path, with text around it, and halves of characters. */
const texts = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc
		.array(
			fc.constantFrom('.', '/', '\\', '%2e', '%2F', '?', '#', ' ', '\t', '\n', '@', ':', 'é', 'a'),
		)
		.map((parts) => parts.join('')),
	fc.array(fc.nat(0xffff), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
);

test('an id is refused, or is one segment of the path that decodes to it', () => {
	fc.assert(
		fc.property(texts, (text) => {
			const id = checked(text);
			fc.pre(id !== undefined);
			const url = new URL(`https://api.example.com/v1/leads/${encodeURIComponent(id)}`);
			expect(url.href).toBe(`${url.origin}${url.pathname}`);
			const segments = url.pathname.split('/');
			expect(segments.slice(0, -1)).toEqual(['', 'v1', 'leads']);
			expect(decodeURIComponent(segments.at(-1) ?? '')).toBe(text.trim());
		}),
	);
});

test('an id of letters and digits is never refused', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^\w+$/), (text) => {
			expect(checked(` ${text} `)).toBe(text);
		}),
	);
});

test('what is neither a text nor a number is no id', () => {
	const others = fc.oneof(
		fc.boolean(),
		fc.array(fc.string()),
		fc.dictionary(fc.string(), fc.string()),
	);
	fc.assert(fc.property(others, (value) => expect(checked(value)).toBeUndefined()));
});
