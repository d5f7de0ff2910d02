const fs = require('node:fs');
const path = require('node:path');
const { chosenVersion } = require('../../../n8n/versions.cjs');

/**
 * The user folder of a suite's n8n: empty, and of this version only.
 * @param {string} suite
 */
function emptyUserFolder(suite) {
	const cache = path.join(__dirname, '..', '..', '..', '.cache');
	const folder = path.join(cache, `e2e-${chosenVersion().version}`, suite);
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	return folder;
}

module.exports = { emptyUserFolder };
