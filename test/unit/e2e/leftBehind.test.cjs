/** The search for keys in what an end-to-end run has left behind finds one, however it is written. */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { STRANGE_KEY, searchForKeys } = require('../../e2e/support/leftBehind.cjs');

/** @type {string} */
let folder;
beforeEach(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'left-behind-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const base64 = (text) => Buffer.from(text).toString('base64');

const written = {
	'as it is': STRANGE_KEY,
	'in a URL': encodeURIComponent(STRANGE_KEY),
	'in a form': new URLSearchParams({ key: STRANGE_KEY }).toString(),
	'in HTML': STRANGE_KEY.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;'),
	'in JSON': JSON.stringify({ key: STRANGE_KEY }),
	'in JSON in JSON': JSON.stringify({ body: JSON.stringify({ key: STRANGE_KEY }) }),
	'in Base64': base64(STRANGE_KEY),
	'as a user name': base64(`${STRANGE_KEY}:`),
	'as a password': base64(`:${STRANGE_KEY}`),
	'as a password of somebody': base64(`me:${STRANGE_KEY}`),
	'in the middle of Base64': base64(`{"a":1,"key":"${STRANGE_KEY}","b":2}`),
	'in Base64 for URLs': Buffer.from(STRANGE_KEY).toString('base64url'),
	'in hex': Buffer.from(STRANGE_KEY).toString('hex'),
	backwards: [...STRANGE_KEY].reverse().join(''),
};

test.each(Object.entries(written))('%s', (_way, text) => {
	const file = path.join(folder, 'deep', 'down.log');
	fs.mkdirSync(path.dirname(file));
	fs.writeFileSync(file, `before ${text} after`);
	const { found } = searchForKeys(folder, { 'a key': STRANGE_KEY });
	expect(found).toContainEqual(expect.stringMatching(/^a key \(.+\) in deep.down\.log$/));
});

test('nothing is found where there is none', () => {
	fs.writeFileSync(
		path.join(folder, 'n8n.log'),
		base64('another key of somebody else'.repeat(100)),
	);
	expect(searchForKeys(folder, { 'a key': STRANGE_KEY })).toMatchObject({ files: 1, found: [] });
});
