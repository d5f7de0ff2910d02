const { command } = require('./command.cjs');

const steps = [
	['gulp/bin/gulp.js', ['clean', '--silent']],
	['typescript/bin/tsc', []],
	['gulp/bin/gulp.js', ['assets', '--silent']],
];

/**
 * What `npm run build` does. One test.
 */
async function build() {
	for (const [script, args] of steps) {
		const { code, stdout, stderr } = await command(script, args);
		if (code !== 0) return { passed: 0, failed: 1, report: stdout + stderr };
	}
	return { passed: 1, failed: 0 };
}

module.exports = { build };
