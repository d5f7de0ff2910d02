/**
 * Exported workflows, with the types of the packages of one service.
 */
const fs = require('node:fs');
const path = require('node:path');
const { withNewTypes } = require('./rename.cjs');

/**
 * Writes a copy of each exported workflow of a folder into another one. Only node types change.
 *
 * @param {string} folder as “Download” in the editor or n8n's `export:workflow` fills it
 * @param {string} target
 * @returns {{file: string, types: number}[]} how many types were changed in each
 * @throws {Error} when a file is not JSON; nothing is written then
 */
function renameWorkflows(folder, target) {
	const files = fs.readdirSync(folder).filter((file) => file.endsWith('.json'));
	if (files.length === 0) throw new Error(`There is no .json file in ${folder}`);
	const renamed = files.map((file) => {
		const text = fs.readFileSync(path.join(folder, file), 'utf8');
		try {
			JSON.parse(text);
		} catch (error) {
			throw new Error(`${path.join(folder, file)} is no exported workflow: ${error.message}`);
		}
		return { file, ...withNewTypes(text) };
	});
	fs.mkdirSync(target, { recursive: true });
	for (const { file, text } of renamed) fs.writeFileSync(path.join(target, file), text);
	return renamed.map(({ file, count }) => ({ file, types: count }));
}

module.exports = { renameWorkflows };
