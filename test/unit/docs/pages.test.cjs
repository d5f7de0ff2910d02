'use strict';

/** The pages that people read: that their links lead somewhere, and that the README stays short. */
const fs = require('node:fs');
const path = require('node:path');
const { pictures } = require('../../../docs/pictures/list.cjs');

const ROOT = path.join(__dirname, '../../..');

/** Where pages are: at the top, and in the folders there. */
const folders = ['.', ...fs.readdirSync(ROOT)].filter(
	(name) =>
		!['.git', 'node_modules', 'dist'].includes(name) &&
		fs.statSync(path.join(ROOT, name)).isDirectory(),
);
const pages = folders.flatMap((folder) =>
	fs
		.readdirSync(path.join(ROOT, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => path.join(ROOT, folder, name)),
);

const withoutCode = (text) => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');

/** GitHub's name of a heading. */
const anchorOf = (heading) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replaceAll(' ', '-');

const anchorsIn = (file) =>
	[...fs.readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
		anchorOf(heading),
	);

/** The links of a page to files of the repository, which a reader could follow on GitHub. */
function linksIn(page) {
	const text = withoutCode(fs.readFileSync(page, 'utf8'));
	return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, link]) => link)
		.filter((link) => !/^[a-z]+:/.test(link));
}

test.each(pages.map((page) => [path.relative(ROOT, page), page]))(
	'the links of %s lead somewhere',
	(_name, page) => {
		const broken = linksIn(page).filter((link) => {
			const [file, anchor] = link.split('#');
			const target = file === '' ? page : path.join(path.dirname(page), file);
			if (!fs.existsSync(target)) return true;
			return anchor !== undefined && !anchorsIn(target).includes(anchor);
		});
		expect(broken).toEqual([]);
	},
);

test('where credentials and nodes link to in the README is a heading', () => {
	const linking = ['credentials', 'nodes'].flatMap((folder) =>
		fs
			.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => /\.(credentials\.ts|node\.json)$/.test(name))
			.map((name) => fs.readFileSync(path.join(ROOT, folder, name), 'utf8')),
	);
	const anchors = linking.flatMap((text) =>
		Array.from(text.matchAll(/github\.com\/[\w/-]+#([\w-]+)/g), ([, anchor]) => anchor),
	);
	expect(anchors).toContain('credentials');
	// GitHub's name of the whole README.
	const known = ['readme', ...anchorsIn(path.join(ROOT, 'README.md'))];
	expect(anchors.filter((anchor) => !known.includes(anchor))).toEqual([]);
});

test('every page of docs is linked from somewhere', () => {
	const linked = pages.flatMap((page) =>
		linksIn(page).map((link) => path.join(path.dirname(page), link.split('#')[0])),
	);
	const docs = pages.filter((page) => path.dirname(page) === path.join(ROOT, 'docs'));
	expect(docs.filter((page) => !linked.includes(page))).toEqual([]);
});

test('every picture that the tests take is shown on a page, and there are no others', () => {
	const shown = pages.flatMap((page) =>
		linksIn(page)
			.filter((link) => link.endsWith('.png'))
			.map((link) => path.basename(link)),
	);
	const taken = pictures.map(({ name }) => `${name}.png`).sort();
	expect(fs.readdirSync(path.join(ROOT, 'docs', 'images')).sort()).toEqual(taken);
	expect(taken.filter((file) => !shown.includes(file))).toEqual([]);
});

test('the README has at most 12 kB', () => {
	expect(fs.statSync(path.join(ROOT, 'README.md')).size).toBeLessThanOrEqual(12_000);
});
