/** `npm ci`, which GitHub runs, refuses a lock file that leaves something out. */
const { missing } = require('../../../n8n/lock.cjs');
const lock = require('../../../package-lock.json');
const manifest = require('../../../package.json');

test('package-lock.json has everything on every system: else run node n8n/lock.cjs', () => {
	expect(missing(lock.packages)).toEqual({});
});

test('package-lock.json is that of package.json', () => {
	const { name, version, devDependencies } = lock.packages[''];
	expect({ name, version, devDependencies }).toEqual({
		name: manifest.name,
		version: manifest.version,
		devDependencies: manifest.devDependencies,
	});
});

test('package-lock.json names no host', () => {
	expect(JSON.stringify(lock)).not.toContain('"resolved"');
});

test('a binary for another system is found missing, with what its name tells', () => {
	const packages = {
		'node_modules/a': {
			optionalDependencies: { '@a/linux-x64': '1.0.0', '@a/darwin-arm64': '1.0.0' },
		},
		'node_modules/a/node_modules/@a/linux-x64': {},
	};
	expect(missing(packages)).toEqual({
		'node_modules/@a/darwin-arm64': {
			version: '1.0.0',
			cpu: ['arm64'],
			dev: true,
			optional: true,
			os: ['darwin'],
		},
	});
});
