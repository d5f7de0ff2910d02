/** A duration as people say it: `3 seconds`, `2 minutes`. */
export function inWords(ms: number): string {
	const seconds = Math.max(1, Math.round(ms / 1000));
	const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
