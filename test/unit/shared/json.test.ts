import { asObject, isObject, objectsIn, omit, withoutEmpty } from '../../../nodes/shared/json';

const noObjects = [null, undefined, [], [{}], 'text', '', 0, 1, true];

test('a JSON object is one, and nothing else is', () => {
	expect(isObject({})).toBe(true);
	expect(isObject({ a: null })).toBe(true);
	expect(noObjects.filter(isObject)).toEqual([]);
});

test('what is no object counts as an empty one', () => {
	expect(asObject({ a: 1 })).toEqual({ a: 1 });
	for (const value of noObjects) expect(asObject(value)).toEqual({});
});

test('of a list the objects remain, in order', () => {
	expect(objectsIn([{ a: 1 }, ...noObjects, { b: 2 }])).toEqual([{ a: 1 }, { b: 2 }]);
	for (const value of [null, undefined, 'text', { length: 1, 0: {} }]) {
		expect(objectsIn(value)).toEqual([]);
	}
});

test('omit leaves out what is named, and the object as it is', () => {
	const object = { a: 1, b: undefined, c: { a: 1 } };
	expect(omit(object, 'a', 'd')).toStrictEqual({ b: undefined, c: { a: 1 } });
	expect(omit(object)).toStrictEqual(object);
	expect(Object.keys(object)).toEqual(['a', 'b', 'c']);
});

test('what is empty is left out; 0, false, a space and empty lists are not empty', () => {
	const kept = { zero: 0, no: false, space: ' ', list: [], object: {} };
	expect(withoutEmpty({ a: undefined, ...kept, b: null, c: '' })).toStrictEqual(kept);
});
