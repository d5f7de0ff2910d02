const fs = require('node:fs');
const path = require('node:path');

const asHtml = (text) =>
	text.replace(
		/[&<>"']/g,
		(character) =>
			({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? '',
	);

/**
 * A text in Base64, wherever it stands in what was encoded: three letters become four, so there are
 * three ways. What depends on the letters around it is left out. Basic auth is one of them.
 */
const inBase64 = (text, encoding) =>
	[0, 1, 2].map((before) => {
		const encoded = Buffer.from('x'.repeat(before) + text)
			.toString(encoding)
			.replace(/=+$/, '');
		const length = before + Buffer.byteLength(text);
		const end = length % 3 === 0 ? encoded.length : Math.floor((length * 8) / 6);
		return encoded.slice(Math.ceil((before * 8) / 6), end);
	});

/**
 * The ways in which a key may lie in a file, by name.
 * @param {string} key
 * @returns {Record<string, string[]>}
 */
const spellingsOf = (key) => ({
	plain: [key],
	URL: [encodeURIComponent(key), new URLSearchParams({ key }).toString().slice('key='.length)],
	HTML: [asHtml(key)],
	JSON: [JSON.stringify(key).slice(1, -1), JSON.stringify(JSON.stringify(key)).slice(3, -3)],
	Base64: [...inBase64(key, 'base64'), ...inBase64(key, 'base64url')],
	hex: [Buffer.from(key).toString('hex')],
	backwards: [[...key].reverse().join('')],
});

/** A key with all that has to be written in another way somewhere. */
const STRANGE_KEY = 'key "of\\nobody" <&\'+/=%41>';

/**
 * The keys that a run has used. Without those of the first campaign's suppliers: a test asks for them.
 * @param {import('../../../n8n/stage.cjs').Stage} stage
 * @returns {Record<string, string>} by name
 */
function keysOf({ sandbox, chatModel }) {
	const hashes = (campaigns) =>
		campaigns.flatMap(({ suppliers }) => suppliers.map(({ hash }) => hash));
	const [first, ...others] = sandbox.data.campaigns();
	const asked = hashes([first]);
	const ofSuppliers = [...new Set(hashes(others))].filter((hash) => !asked.includes(hash));
	return {
		'the key of Lead Prosper': sandbox.leadProsper.apiKey,
		'the key of ProsperStack': sandbox.prosperStack.apiKey,
		'the key of the language model': chatModel.apiKey,
		'a strange key': STRANGE_KEY,
		...Object.fromEntries(ofSuppliers.map((hash) => [`the supplier’s key ${hash}`, hash])),
	};
}

/** All files of a folder, however deep they lie. */
const filesIn = (folder) =>
	fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));

/**
 * Searches all files of a folder for keys, in every spelling.
 * @param {string} folder
 * @param {Record<string, string>} keys by name
 * @returns {{files: number, bytes: number, found: string[]}} `found`: what was found where
 */
function searchForKeys(folder, keys) {
	const files = filesIn(folder);
	const wanted = Object.entries(keys).flatMap(([name, key]) =>
		Object.entries(spellingsOf(key)).flatMap(([spelling, texts]) =>
			[...new Set(texts)].map((text) => ({ what: `${name} (${spelling})`, text })),
		),
	);
	let bytes = 0;
	const found = files.flatMap((file) => {
		const content = fs.readFileSync(file);
		bytes += content.length;
		return wanted
			.filter(({ text }) => content.includes(text))
			.map(({ what }) => `${what} in ${path.relative(folder, file)}`);
	});
	return { files: files.length, bytes, found: [...new Set(found)] };
}

/**
 * To be called last: fails if a key of the run lies in any file of n8n's folder (database, logs,
 * saved executions), in any spelling. Credentials are there too, but encrypted.
 * @param {import('../../../n8n/stage.cjs').Stage} stage
 */
function expectNoKeys(stage) {
	const keys = keysOf(stage);
	const { files, bytes, found } = searchForKeys(stage.userFolder, keys);
	expect(found).toEqual([]);
	// The database has the executions of the whole run.
	expect(bytes).toBeGreaterThan(500_000);
	const mb = (bytes / 1_000_000).toFixed(1);
	process.stdout.write(
		`Keys: none of ${Object.keys(keys).length} in ${files} files (${mb} MB) that were left behind\n`,
	);
}

module.exports = { STRANGE_KEY, expectNoKeys, searchForKeys };
