const { performance: real } = require('node:perf_hooks');
const { promisify } = require('node:util');

/** How often it is looked whether anything happens, in milliseconds. */
const LOOK_MS = 1;
/** So many looks one after another must find nothing before time leaps. */
const QUIET_LOOKS = 2;
/** The longest leap: were something overlooked that is under way, not much time would be lost to it. */
const MOST_MS = 1_000;

/** What may be open while nothing happens. All else, such as a file being read, is work under way. */
const RESTING = [
	'Immediate',
	'MessagePort',
	'PipeWrap',
	'SignalWrap',
	'TCPServerWrap',
	'TCPSocketWrap',
	'TTYWrap',
	'Timeout',
];

/**
 * The time of one test file. It goes on by itself, as real time does, but for this: while nothing
 * happens in this process, and so everything waits for a timer, it leaps to when the next timer is
 * due. What takes time because it works takes as long as ever; only waiting is short. The services that
 * the tests ask are in this process too, with the same time.
 *
 * @param {DateConstructor} RealDate the one of the test file's own realm
 */
function createClock(RealDate) {
	const realDate = RealDate.now;
	/** How much time was leapt over, in milliseconds; and how much more for one of the two only. */
	let leaptMs = 0;
	let aheadMs = 0;
	let dateAheadMs = 0;

	const now = () => real.now() + leaptMs;
	const dateNow = () => Math.floor(realDate() + leaptMs + dateAheadMs);

	const pending = new Set();
	/** @type {NodeJS.Timeout | NodeJS.Immediate | undefined} */
	let look;
	let before = { events: -1, busy: real.eventLoopUtilization() };
	let quietLooks = 0;

	/** Whether nothing has come in from outside, and next to nothing was done, since the last look. */
	function isQuiet() {
		const { events } = real.nodeTiming.uvMetricsInfo;
		const busy = real.eventLoopUtilization();
		const isSame = events === before.events;
		const { active } = real.eventLoopUtilization(busy, before.busy);
		before = { events, busy };
		if (!isSame || active > LOOK_MS / 2) return false;
		return process.getActiveResourcesInfo().every((name) => RESTING.includes(name));
	}

	/** The timer that is due first, of all or of those that keep a process alive. */
	function first(isAwaited = false) {
		let found;
		for (const timer of pending) {
			if (isAwaited && !timer.isRef) continue;
			if (!found || timer.due < found.due) found = timer;
		}
		return found;
	}

	function leap() {
		const timer = first(true);
		if (timer) leaptMs += Math.min(Math.max(0, timer.due - now()), MOST_MS);
	}

	/** As Node does, it lets what one timer has set off come to its end before the next. */
	function lookNow() {
		look = undefined;
		const timer = first();
		quietLooks = isQuiet() ? quietLooks + 1 : 0;
		try {
			if (timer?.due <= now()) {
				quietLooks = 0;
				pending.delete(timer);
				timer.run();
			} else if (quietLooks >= QUIET_LOOKS) {
				quietLooks = 0;
				leap();
			}
		} finally {
			lookAgain();
		}
	}
	function lookAgain() {
		if (look || pending.size === 0) return;
		look = first().due <= now() ? setImmediate(lookNow) : setTimeout(lookNow, LOOK_MS);
	}

	function setFastTimeout(callback, ms = 1, ...values) {
		const timer = {
			due: 0,
			isRef: true,
			run: () => callback(...values),
			refresh() {
				// As Node has it.
				timer.due = now() + (ms >= 1 && ms < 2 ** 31 ? Number(ms) : 1);
				pending.add(timer);
				lookAgain();
				return timer;
			},
			ref: () => Object.assign(timer, { isRef: true }),
			unref: () => Object.assign(timer, { isRef: false }),
			hasRef: () => timer.isRef,
			close: () => pending.delete(timer) && timer,
		};
		return timer.refresh();
	}
	const clearFastTimeout = (timer) => {
		if (!pending.delete(timer)) clearTimeout(timer);
	};
	const sleep = (ms, value) => new Promise((resolve) => setFastTimeout(resolve, ms, value));

	const FastDate = new Proxy(RealDate, {
		construct: (target, values, newTarget) =>
			Reflect.construct(target, values.length > 0 ? values : [dateNow()], newTarget),
		apply: () => new RealDate(dateNow()).toString(),
	});
	FastDate.now = dateNow;
	RealDate.prototype.constructor = FastDate;

	const performance = new Proxy(real, {
		get(target, name) {
			if (name === 'now') return () => now() + aheadMs;
			if (name === 'eventLoopUtilization') {
				return () => {
					const { idle, active } = real.eventLoopUtilization();
					const all = idle + leaptMs;
					return { idle: all, active, utilization: active / (all + active) };
				};
			}
			const value = Reflect.get(target, name);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});

	return {
		sleep,
		/** What a test file finds in place of Node's. */
		globals: {
			Date: FastDate,
			performance,
			setTimeout: Object.assign(setFastTimeout, { [promisify.custom]: sleep }),
			clearTimeout: clearFastTimeout,
		},
		/** What support/clock.cjs and support/date.cjs are made of. */
		controls: {
			/** For those who measure with `performance`, so much time passes at once. */
			pass(ms) {
				aheadMs += ms;
			},
			/** @param {number} ms since 1970: the date from now on */
			setDate(ms) {
				dateAheadMs += ms - dateNow();
			},
			realDate() {
				dateAheadMs = -leaptMs;
			},
		},
		stop() {
			pending.clear();
		},
	};
}

module.exports = { createClock };
