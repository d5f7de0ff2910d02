const fs = require('node:fs');
const path = require('node:path');
const { chosenVersion, ownMajor, versions } = require('../../../n8n/versions.cjs');

const read = (folder, name) => fs.readFileSync(path.join(folder, name), 'utf8');

test.each(versions)('n8n $version: its folder pins it, with a lock that names no host', (one) => {
	const { dependencies } = JSON.parse(read(one.folder, 'package.json'));
	expect(dependencies.n8n).toBe(one.version);
	const lock = read(one.folder, 'package-lock.json');
	expect(JSON.parse(lock).packages['node_modules/n8n'].version).toBe(one.version);
	expect(lock).not.toContain('"resolved"');
});

test('the one that is named, on its Node; else the pinned one, on the Node that runs us', () => {
	expect(chosenVersion('2.41.1')).toMatchObject({ version: '2.41.1', node: 24 });
	expect(chosenVersion('')).toMatchObject({ version: '2.8.4', node: ownMajor });
});

test('one that is not known: a sentence that names those that are', () => {
	expect(() => chosenVersion('9.9.9')).toThrow(
		'There is no n8n 9.9.9 to test on. Versions: 1.123.81, 2.8.4, 2.41.1.',
	);
});
