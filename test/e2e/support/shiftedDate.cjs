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

const now = () => RealDate.now() + offset;

const ShiftedDate = new Proxy(RealDate, {
	construct: (target, values, newTarget) =>
		Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
	apply: () => new RealDate(now()).toString(),
	get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
// All dates have the same prototype, also those that were made before, or by native code.
RealDate.prototype.constructor = ShiftedDate;

readOffset();
setInterval(readOffset, 20).unref();
globalThis.Date = ShiftedDate;
