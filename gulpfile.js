const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

/** What tsc leaves behind: icons, codex files (*.node.json) and output schemas. */
const assets = () =>
	src(['icons/**/*.svg', 'nodes/**/*.{json,svg}'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);

module.exports = { clean, assets };
