/**
 * All that jest can fake but the date.
 * @type {FakeableAPI[]}
 */
const REAL = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
];

/**
 * Sets the date, until `jest.useRealTimers()`. It goes on by itself, or what waits until a time would
 * wait for ever.
 * @param {string} iso
 */
const setDate = (iso) =>
	jest.useFakeTimers({ now: Date.parse(iso), doNotFake: REAL, advanceTimers: true });

module.exports = { setDate };
