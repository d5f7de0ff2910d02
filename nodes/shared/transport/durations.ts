/** A duration in milliseconds as words: `3 seconds`, `2 minutes`. At least `1 second`. */
export function inWords(ms: number): string {
	const seconds = Math.max(1, Math.round(ms / 1000));
	const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
