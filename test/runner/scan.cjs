const { ESLint } = require('eslint');

/** What n8n's scanner lints in the package as it is published. */
const shippedFiles = ['**/*.js', 'package.json'];

const scanner = () => import('@n8n/scan-community-package/scanner/scanner.mjs');

/** What it lints in the repository. */
const sourceFiles = async () => (await scanner()).SOURCE_FILE_PATTERNS;

/**
 * The gate that n8n runs before it verifies a package. Its own `analyzePackage` does the same, but
 * says nothing of warnings.
 * @param {string} folder
 * @param {string[]} patterns
 * @returns {Promise<string>} all errors and warnings, or nothing
 */
async function scan(folder, patterns) {
	const { buildScanConfig } = await scanner();
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	const formatter = await eslint.loadFormatter('stylish');
	return formatter.format(results);
}

module.exports = { scan, shippedFiles, sourceFiles };
