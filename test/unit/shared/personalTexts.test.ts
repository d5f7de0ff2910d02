import { protectedText } from '../../../nodes/shared/fields/personalTexts';
import { omit } from '../../../nodes/shared/json';

const protect = (record: object) =>
	JSON.parse(JSON.stringify(record), (name, value) =>
		value !== null && typeof value === 'object' && !Array.isArray(value) && name !== ''
			? omit(value, 'email')
			: value,
	);

test.each([
	['{"email":"a@b.co","zip":"10001"}', '{"zip":"10001"}'],
	['[{"email":"a@b.co"},{"zip":1}]', '[{},{"zip":1}]'],
	['zip=10001&state=NY', 'zip=10001&state=NY'],
	['OK', 'OK'],
	['2026-03-12T15:00:00Z', '2026-03-12T15:00:00Z'],
	['1773327600000', '1773327600000'],
	['Oi_PE5UB8JeApcHI06lG', 'Oi_PE5UB8JeApcHI06lG'],
	['{"half": ', '{"half": '],
])('%s', (text, expected) => {
	expect(protectedText(text, protect)).toBe(expected);
});

test.each([
	'Sent to ada@example.org',
	'<lead><phone>(212) 555-7701</phone></lead>',
	'Phone 12125557701 is a duplicate',
	'Call +49 30 901820',
	'{"half": "ada@example.org',
])('%s holds some', (text) => {
	expect(protectedText(text, protect)).toBeUndefined();
});

test('a form loses its fields as a record does', () => {
	const withoutPhone = (record: object) => omit(record as Record<string, string>, 'phone');
	expect(protectedText('phone=2125557701&zip=10001', withoutPhone)).toBe('zip=10001');
});
