const { chosenVersion } = require('../../../n8n/versions.cjs');

/**
 * `test` on these versions of n8n; on any other a test that is skipped, and says why.
 * @param {string[]} versions
 * @param {string} reason why not on the others
 */
function onlyOn(versions, reason) {
	const { version } = chosenVersion();
	if (versions.includes(version)) return test;
	return (/** @type {string} */ name, /** @type {jest.ProvidesCallback} */ run) =>
		test.skip(`${name} (not on n8n ${version}: ${reason})`, run);
}

module.exports = { onlyOn };
