/** The pages that are made from the assumptions and from the built nodes. */
const fs = require('node:fs');
const path = require('node:path');
const { madePages } = require('../../docs/write.cjs');

test.each(['known-limits.md', 'lead-prosper-operations.md', 'prosperstack-operations.md'])(
	'%s is current: npm run docs makes it anew',
	(name) => {
		const { file, text } = madePages().find((page) => path.basename(page.file) === name) ?? {};
		expect(fs.readFileSync(String(file), 'utf8')).toBe(text);
	},
);
