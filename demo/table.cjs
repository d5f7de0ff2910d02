/** One column: its heading, a rule and its cells, all of one width; numbers to the right. */
function columnOf(name, rows) {
	const texts = [name, ...rows.map((row) => String(row[name]))];
	const width = Math.max(...texts.map(({ length }) => length));
	const right = rows.some((row) => typeof row[name] === 'number');
	const [heading, ...cells] = texts.map((text) =>
		right ? text.padStart(width) : text.padEnd(width),
	);
	return [heading, '-'.repeat(width), ...cells];
}

/**
 * Rows as text, in columns.
 * @param {string[]} names keys of a row, which are the headings too
 * @param {object[]} rows
 */
function table(names, rows) {
	const columns = names.map((name) => columnOf(name, rows));
	const line = (_, index) =>
		columns
			.map((cells) => cells[index])
			.join('  ')
			.trimEnd();
	return columns[0].map(line).join('\n');
}

module.exports = { table };
