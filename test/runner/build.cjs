const { npm } = require('../../n8n/npm.cjs');
const { root } = require('./command.cjs');

/**
 * One test: `npm run build` ends well.
 * @throws {Error} with what the compiler says
 */
async function build() {
	await npm(['run', 'build'], { cwd: root });
	return { passed: 1, failed: 0 };
}

module.exports = { build };
