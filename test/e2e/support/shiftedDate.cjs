/**
 * Loaded into n8n with `--require`: the date is the real one plus the milliseconds that the file
 * CLOCK_FILE has, so that a test can step the clock of a running n8n. Timers stay as they are.
 */
const fs = require('node:fs');

const { CLOCK_FILE: file = '' } = process.env;
const RealDate = Date;
let offset = 0;

function readOffset() {
	offset = Number(fs.readFileSync(file, 'utf8')) || 0;
}

class ShiftedDate extends RealDate {
	constructor(...values) {
		super(ShiftedDate.now());
		return values.length === 0 ? this : Reflect.construct(RealDate, values, new.target);
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
Object.assign(globalThis, { Date: ShiftedDate });
