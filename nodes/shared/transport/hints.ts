/** What a run says to the user on the output panel, once it has ended. */
export interface Hints {
	/** Adds a line, once. @returns false where the same was said before */
	add(line: string): boolean;
	/**
	 * Adds a line that names something, said once for all items.
	 *
	 * @param topic names of the same topic come into one line
	 * @param text is called once the run has ended, with all names and with how often each was given; it
	 * gives undefined where there is nothing to say
	 */
	addNames(topic: string, names: string[], text: NamesText): void;
	lines(): string[];
}

/** The text of a hint about names. */
export type NamesText = (names: string[], times: ReadonlyMap<string, number>) => string | undefined;

export function createHints(): Hints {
	const said = new Set<string>();
	const named = new Map<string, { times: Map<string, number>; text: NamesText }>();
	return {
		add(line) {
			if (said.has(line)) return false;
			said.add(line);
			return true;
		},
		addNames(topic, names, text) {
			const times = named.get(topic)?.times ?? new Map<string, number>();
			for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
			named.set(topic, { times, text });
		},
		lines() {
			const ofNames = [...named.values()].map(({ times, text }) => text([...times.keys()], times));
			return [...said, ...ofNames].filter((line) => line !== undefined);
		},
	};
}
