/**
 * Milliseconds of a clock that nobody sets: waits are measured with it, so that they don't last longer
 * where the time of day is corrected meanwhile.
 */
export const clockMs = () => performance.now();
