'use strict';

/**
 * Writes anew the pages that are made from something else: `npm run docs`.
 */
const fs = require('node:fs');
const { knownLimitsPage } = require('./known-limits.cjs');
const { operationPages } = require('./operations.cjs');

/** @returns {{file: string, text: string}[]} */
const madePages = () => [knownLimitsPage(), ...operationPages()];

if (require.main === module) {
	for (const { file, text } of madePages()) fs.writeFileSync(file, text);
}

module.exports = { madePages };
