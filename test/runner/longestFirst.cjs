const { default: Sequencer } = require('@jest/test-sequencer');

/** Started last, one of these would run on alone. */
const LONGEST = ['e2e/e2e.test.cjs', 'e2e/pictures.test.cjs', 'engine/verify.test.cjs'];

const isLong = ({ path }) => LONGEST.some((name) => path.replaceAll('\\', '/').endsWith(name));

/**
 * The order in which jest starts the files: by how long each took the last time; on a machine where
 * none ran yet jest goes by their sizes, which for these says nothing.
 */
class LongestFirst extends Sequencer {
	async sort(tests) {
		const sorted = await super.sort(tests);
		return [...sorted.filter(isLong), ...sorted.filter((one) => !isLong(one))];
	}
}

module.exports = LongestFirst;
