import { asObject } from '../../../nodes/shared/json';
import { judge, type Attempt } from '../../../nodes/shared/transport/outcome';

const service = {
	name: 'Acme',
	credential: 'acmeApi',
	whereIsTheKey: 'at Acme',
	errorText(body: unknown) {
		const { message, error } = asObject(body);
		const words = message ?? error;
		return words === undefined ? undefined : String(words);
	},
};

const answered = (body: unknown): Attempt => ({
	response: { statusCode: 200, statusMessage: 'OK', headers: {}, body: body as object },
});

const judged = (body: unknown, writes: boolean) => {
	const expected = {
		what: 'a yes',
		takesText: true,
		read: (json: unknown) => (JSON.stringify(json)?.includes('yes') ? 'yes' : undefined),
	};
	const asked = { subject: 'lead 1', writes };
	return judge(service, 'https://example.com', answered(body), expected, asked);
};

const isNotKnown = { description: expect.stringContaining('It is not known whether') };

describe('a success that', () => {
	test.each([
		[{ status: 'error', message: 'No' }],
		[{ status: 'Failed', message: 'No' }],
		[{ success: false, message: 'No', data: 'yes' }],
		[{ error: 'No' }],
	])('says no, and why: %j', (body) => {
		for (const writes of [true, false]) {
			const { text } = judged(body, writes) as { text: object };
			expect(text).toMatchObject({
				message: 'No',
				description: expect.stringContaining('refused'),
			});
		}
	});

	test.each([[{ status: 'error' }], [{ success: false }], ['Failed']])(
		'says no, and not why: %j',
		(body) => {
			expect(judged(body, true)).toMatchObject({ text: isNotKnown, unproven: undefined });
			expect(judged(body, false)).toMatchObject({
				text: { message: 'Acme answered with HTTP 200' },
			});
		},
	);

	test.each([
		[{ message: 'Buyer paused' }, 'Acme answered “Buyer paused”, but without a yes'],
		[{}, 'Acme answered, but without a yes'],
		['OK', 'Acme answered, but without a yes'],
		[{ name: 'Buyer' }, 'Acme answered, but without a yes'],
	])('shows something else, of a write: %j', (body, message) => {
		expect(judged(body, true)).toMatchObject({
			text: { message, ...isNotKnown },
			unproven: { body },
		});
	});

	test('shows words in place of what was to be read', () => {
		expect(judged({ message: 'Closed' }, false)).toMatchObject({
			text: { message: 'Closed' },
			isTransient: false,
		});
	});

	test.each([
		[{ id: 1, status: 'ERROR', error: 'No buyer', of: 'yes' }],
		[{ status: 'success', of: 'yes' }],
		[['yes', 'error']],
	])('shows what was asked for: %j', (body) => {
		expect(judged(body, true)).toEqual({ answer: 'yes', isRefusal: false });
	});
});
