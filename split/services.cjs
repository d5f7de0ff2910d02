/**
 * A service, as the package of its own that `npm run split` makes of it.
 *
 * @typedef {object} Service
 * @property {string} name as people say it
 * @property {string} folder of its nodes; the files of a service begin with this name, whatever their case
 * @property {string} packageName
 * @property {string} description of the package
 * @property {string[]} keywords of the package, beside those that n8n asks for
 */

/** @type {Record<string, Service>} by the type of its node */
const services = {
	leadProsper: {
		name: 'Lead Prosper',
		folder: 'LeadProsper',
		packageName: 'n8n-nodes-leadprosper',
		description: 'n8n nodes for Lead Prosper (lead distribution)',
		keywords: ['lead prosper', 'leadprosper', 'lead distribution'],
	},
	prosperStack: {
		name: 'ProsperStack',
		folder: 'ProsperStack',
		packageName: 'n8n-nodes-prosperstack',
		description: 'n8n nodes for ProsperStack (cancellation flows)',
		keywords: ['prosperstack', 'cancellation flow', 'churn'],
	},
};

/**
 * Whether a file or folder is about one service only, which the name of any part of its path says.
 * @param {Service} service
 * @param {string} file
 */
const isAbout = ({ folder }, file) =>
	file
		.split(/[\\/]/)
		.some((part) => part.replaceAll('-', '').toLowerCase().startsWith(folder.toLowerCase()));

module.exports = { isAbout, services };
