const MINUTE_MS = 60_000;

/**
 * Those of some times that lie in the last minute, all in milliseconds since 1970. A time to come is
 * one from before the clock was set back.
 */
export const ofTheLastMinute = (times: number[], now = Date.now()) =>
	times.filter((time) => time <= now && now - time < MINUTE_MS);
