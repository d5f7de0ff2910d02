'use strict';

/** What was found, as a table for the terminal and as Markdown for an issue. */
const { table } = require('../demo/table.cjs');
const { assumptions } = require('../docs/assumptions.cjs');
const { version } = require('../package.json');

/** @typedef {import('./verify.cjs').Verification} Verification */

const RESULTS = {
	right: 'the result is right all the same',
	stops: 'it stops with an error',
	told: 'it can’t be right, and says so',
};

/** Takes out what must not be there, should an answer have brought it where none is expected. */
function clean(text, keys) {
	const withoutKeys = keys.reduce((rest, key) => rest.replaceAll(key, '[removed]'), text);
	return withoutKeys
		.replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, '[removed]')
		.replace(/\+?\d[\d ().-]{5,}\d(?=\D|$)/g, (found) =>
			found.replace(/\D/g, '').length >= 7 && !/^\d{4}-\d\d-\d\d/.test(found) ? '[removed]' : found,
		);
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const rows = (names, lines) => [
	`| ${names.join(' | ')} |`,
	`|${names.map(() => ' --- |').join('')}`,
	...lines.map((cells) => `| ${cells.map(cell).join(' | ')} |`),
];

/** A refuted assumption: what is so instead, what the nodes do, and where a correction goes. */
function correction({ assumption, finding }) {
	const { id, assumed, where, alternatives } = assumption;
	const known = alternatives.filter((one) => finding.alternatives.includes(one.id));
	const what = known.map((one) => `  - ${one.what} The nodes: ${RESULTS[one.result]}. ${one.how}`);
	return [
		`- **${id}**, in \`${where}\`. Assumed: ${assumed} Found: ${finding.evidence}.`,
		...(known.length > 0 ? what : ['  - None of the known alternatives: the nodes may be wrong.']),
	];
}

/** @param {Verification[]} verified */
const refutedIn = (verified) =>
	verified.flatMap(({ found }) => found).filter(({ finding }) => finding.verdict === 'refuted');

/** @param {Verification[]} verified */
const whatToChange = (verified) => {
	const refuted = refutedIn(verified);
	return refuted.length > 0 ? refuted.flatMap(correction) : ['Nothing: no assumption is refuted.'];
};

/** @param {Verification} verification */
function section({ name, operations, found, deviations, requests }) {
	const outside = deviations.map((one) => `- ${one}`);
	const service = found[0]?.assumption.service;
	const byHand = assumptions.filter((one) => one.service === service && one.verify === 'no');
	return [
		`## ${name}`,
		'',
		`${requests} requests.`,
		'',
		'### Assumptions',
		'',
		...rows(
			['Assumption', 'What is assumed', 'Found', 'Evidence'],
			found.map(({ assumption: { id, assumed }, finding: { verdict, evidence } }) => [
				id,
				assumed,
				verdict,
				evidence,
			]),
		),
		'',
		'### Operations',
		'',
		...rows(
			['Operation', 'Result'],
			operations.map(({ name: operation, result }) => [operation, result]),
		),
		'',
		'### Answers outside the contract',
		'',
		...(outside.length > 0 ? outside : ['None.']),
		'',
		'### To be looked at by hand',
		'',
		...byHand.map(({ id, probe }) => `- ${id}: ${probe}`),
		'',
	];
}

/**
 * @param {Verification[]} verified
 * @param {{ write: boolean, at: Date, keys: string[] }} more `keys`: what may be nowhere in it
 * @returns {string} Markdown, without values of records
 */
function markdown(verified, { write, at, keys }) {
	const text = [
		`# n8n-nodes-prosper ${version} against the real services`,
		'',
		`${at.toISOString().slice(0, 10)}, Node.js ${process.versions.node}, ${write ? 'with --write' : 'read-only'}. No values of records are in this report: names and types of fields, counts and HTTP statuses only.`,
		'',
		...verified.flatMap(section),
		'## What to change',
		'',
		...whatToChange(verified),
		'',
	].join('\n');
	return clean(text, keys);
}

/**
 * @param {Verification[]} verified
 * @param {{ keys: string[] }} more
 * @returns {string} the table and what to change
 */
function summary(verified, { keys }) {
	const found = verified.flatMap((one) => one.found);
	const lines = found.map(({ assumption: { id, assumed }, finding: { verdict, evidence } }) => ({
		assumption: id,
		found: verdict,
		evidence: shortened(evidence, 90),
		'what is assumed': shortened(assumed, 70),
	}));
	const failed = verified.flatMap(({ operations }) => operations.filter(({ worked }) => !worked));
	const deviations = verified.flatMap((one) => one.deviations);
	const text = [
		table(['assumption', 'found', 'evidence', 'what is assumed'], lines),
		'',
		`Operations that failed: ${failed.length}. Kinds of answers outside the contract: ${deviations.length}.`,
		'',
		'What to change:',
		...whatToChange(verified),
	].join('\n');
	return clean(text, keys);
}

const shortened = (text, length) =>
	text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;

module.exports = { clean, markdown, summary };
