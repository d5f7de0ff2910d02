/**
 * Loaded into n8n with `--require`: the date is the real one plus the milliseconds that the file
 * CLOCK_FILE has, so that a test can step the clock of a running n8n. Timers stay as they are.
 */
const fs = require('node:fs');

const file = process.env.CLOCK_FILE;
const RealDate = Date;
let offset = 0;

function readOffset() {
	offset = Number(fs.readFileSync(file, 'utf8')) || 0;
}

class ShiftedDate extends RealDate {
	constructor(...values) {
		super(...(values.length === 0 ? [ShiftedDate.now()] : values));
	}

	static now() {
		return RealDate.now() + offset;
	}

	/** Dates that were made before, or by native code, are dates too. */
	static [Symbol.hasInstance](value) {
		return Object.prototype.toString.call(value) === '[object Date]';
	}
}

readOffset();
setInterval(readOffset, 20).unref();
globalThis.Date = ShiftedDate;
