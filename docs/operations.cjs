'use strict';

/**
 * The pages that list every operation and every field, made from the built nodes' descriptions. Prettier
 * leaves them alone: aligned columns would make them several times as large.
 */
const path = require('node:path');

/**
 * @typedef {import('n8n-workflow').INodeProperties} Field
 * @typedef {import('n8n-workflow').INodeTypeDescription} Description
 */

const nodesOf = {
	LeadProsper: 'lead-prosper-operations.md',
	ProsperStack: 'prosperstack-operations.md',
};

/** @returns {Description[]} of the nodes that package.json lists of this service, actions first */
function descriptionsOf(service) {
	const { n8n } = require('../package.json');
	return n8n.nodes
		.filter((file) => file.includes(`/${service}/`))
		.map((file) => {
			const [NodeType] = Object.values(require(path.join(__dirname, '..', file)));
			return new NodeType().description;
		});
}

/** What a text may not have in a cell of a table. n8n shows some texts as HTML. */
const cell = (text = '') =>
	text
		.replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replace(/<[^>]*>/g, '')
		.replaceAll('|', '\\|')
		.replace(/\s+/g, ' ')
		.trim();

/** @param {{ options?: unknown[] }} field @returns {any[]} */
const optionsOf = ({ options = [] }) => options;

/** @param {Field} field */
function defaultOf(field) {
	const { default: value, type, required } = field;
	if (type === 'boolean') return value ? 'on' : 'off';
	if (type === 'options') {
		return optionsOf(field).find((option) => option.value === value)?.name ?? '';
	}
	if (typeof value === 'object' || value === '' || value === undefined) {
		return required ? 'required' : '';
	}
	return `\`${cell(String(value))}\``;
}

/** @param {Field} field */
function choicesOf(field) {
	if (!['options', 'multiOptions'].includes(field.type)) return '';
	const names = optionsOf(field).map(({ name, description }) =>
		description ? `_${cell(name)}_: ${cell(description)}` : `_${cell(name)}_`,
	);
	return names.length > 0 ? ` ${names.join('; ')}.` : '';
}

const withPoint = (text) => (text === '' || /[.!?:]$/.test(text) ? text : `${text}.`);

/**
 * A row for a field, and one for each field within it.
 * @param {Field} field
 * @param {string} [within] the name of the collection that it is in
 */
function rowsOf(field, within = '') {
	if (['notice', 'hidden', 'callout'].includes(field.type)) return [];
	const name = `${within}${cell(field.displayName)}`;
	if (field.type === 'collection') {
		return optionsOf(field).flatMap((option) => rowsOf(option, `${name} → `));
	}
	if (field.type === 'fixedCollection') {
		return optionsOf(field).flatMap(({ values }) =>
			values.flatMap((value) => rowsOf(value, `${name} → `)),
		);
	}
	const text = `${withPoint(cell(field.description))}${choicesOf(field)}`.trim();
	return [`| ${name} | ${text} | ${defaultOf(field)} |`];
}

/** @param {Field[]} fields */
function tableOf(fields) {
	const rows = fields.flatMap((field) => rowsOf(field));
	if (rows.length === 0) return [];
	return [['| field | what it is | default |', '| --- | --- | --- |', ...rows].join('\n')];
}

/** @param {Description} description */
function actionsOf(description) {
	const { properties } = description;
	/** @param {Field} field @param {string} name @param {string} value */
	const isFor = ({ displayOptions }, name, value) => displayOptions?.show?.[name]?.includes(value);
	const resources = optionsOf(properties.find(({ name }) => name === 'resource') ?? {});
	return resources.flatMap((resource) => {
		const ofResource = properties.filter((field) => isFor(field, 'resource', resource.value));
		const operations = optionsOf(ofResource.find(({ name }) => name === 'operation') ?? {});
		return operations.flatMap((operation) => [
			`### ${resource.name}: ${operation.name}`,
			withPoint(cell(operation.description)),
			...tableOf(ofResource.filter((field) => isFor(field, 'operation', operation.value))),
		]);
	});
}

/** @param {Description} description */
function sectionsOf(description) {
	const { displayName, description: what, properties } = description;
	const isAction = properties.some(({ name }) => name === 'resource');
	const title = [`## ${displayName}`, withPoint(cell(what))];
	return [...title, ...(isAction ? actionsOf(description) : tableOf(properties))];
}

function textOf(service) {
	const descriptions = descriptionsOf(service);
	const [{ displayName }] = descriptions;
	return [
		`# ${displayName}: every operation and every field`,
		'This page is made from the nodes by `npm run docs`.',
		...descriptions.flatMap(sectionsOf),
	].join('\n\n');
}

/** @returns {{file: string, text: string}[]} */
const operationPages = () =>
	Object.entries(nodesOf).map(([service, name]) => ({
		file: path.join(__dirname, name),
		text: `${textOf(service)}\n`,
	}));

module.exports = { operationPages };
