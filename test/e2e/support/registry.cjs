/**
 * A package registry for n8n's “Install community node”: it has the packages that it is given, and no
 * others. n8n names the public registry whenever it calls npm, so npm is called through npm.cjs here.
 */
const { createHash } = require('node:crypto');
const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { npmCli } = require('../../../n8n/npm.cjs');
const { portOf } = require('../../../n8n/ports.cjs');

const hash = (algorithm, content, encoding) =>
	createHash(algorithm).update(content).digest(encoding);

/** What a registry says of a version. */
function describeVersion(url, { manifest, tarball }) {
	const content = fs.readFileSync(tarball);
	return {
		...manifest,
		dist: {
			tarball: `${url}/${manifest.name}/-/${path.basename(tarball)}`,
			integrity: `sha512-${hash('sha512', content, 'base64')}`,
			shasum: hash('sha1', content, 'hex'),
		},
	};
}

/**
 * @param {{manifest: {name: string, version: string}, tarball: string}[]} releases of one package, the
 *   newest last
 * @returns {Promise<{url: string, close: () => void}>}
 */
async function startRegistry(releases) {
	const server = http.createServer((request, response) => {
		const answer = (status, body) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		};
		const wanted = decodeURIComponent(request.url ?? '').slice(1);
		const file = releases.find(({ tarball }) => wanted.endsWith(`/-/${path.basename(tarball)}`));
		if (file) return void response.end(fs.readFileSync(file.tarball));
		const [{ manifest }] = releases;
		if (wanted !== manifest.name) return answer(404, { error: 'not found' });
		const versions = releases.map((release) => [
			release.manifest.version,
			describeVersion(url, release),
		]);
		const [latest] = versions.at(-1) ?? [];
		return answer(200, {
			name: manifest.name,
			'dist-tags': { latest },
			versions: Object.fromEntries(versions),
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${portOf(server)}`;
	return { url, close: () => server.close() };
}

/**
 * The variables with which n8n installs from a registry on this machine, and reaches nothing else.
 * @param {string} registry its URL
 * @param {string} folder for the program that n8n takes for npm
 * @returns {Record<string, string>}
 */
function installsFrom(registry, folder) {
	fs.mkdirSync(folder, { recursive: true });
	const program = path.join(folder, 'npm');
	fs.rmSync(program, { force: true });
	fs.symlinkSync(path.join(__dirname, 'npm.cjs'), program);
	return {
		PATH: `${folder}${path.delimiter}${process.env.PATH}`,
		NPM_CLI: npmCli(),
		NPM_REGISTRY: registry,
		// Nothing answers there.
		HTTPS_PROXY: 'http://127.0.0.1:9',
		NO_PROXY: '127.0.0.1',
	};
}

module.exports = { installsFrom, startRegistry };
