import { textsIn } from '../../../nodes/shared/fields/texts';

test.each([
	['a list', ['a', ' b ', ''], ['a', 'b']],
	['commas', 'a, b,', ['a', 'b']],
	['lines', 'a\nb\r\nc', ['a', 'b', 'c']],
	['JSON', '["a", "b"]', ['a', 'b']],
	['broken JSON', '[a', ['[a']],
	['a number', 21624, ['21624']],
	['nothing', undefined, []],
	['null', null, []],
])('%s', (_name, value, texts) => {
	expect(textsIn(value)).toEqual(texts);
});
