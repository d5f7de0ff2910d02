'use strict';

/** The nodes' own code, as built: what the probes read with. */
const path = require('node:path');

/** @returns {any} what a built file gives; it has no types */
const built = (name) => require(path.join(__dirname, '../dist/nodes', name));

const { checkBaseUrl } = built('shared/transport/baseUrl.js');
const { createClient } = built('shared/transport/client.js');
const { readCaps } = built('LeadProsper/api/caps.js');
const { leadFieldsOf } = built('LeadProsper/api/leadFields.js');
const { isTestLead } = built('LeadProsper/api/leads.js');
const { leadProsper, unwrapped } = built('LeadProsper/api/service.js');
const { submissionKeyOf } = built('LeadProsper/api/submission.js');
const { shownValue } = built('ProsperStack/api/properties.js');
const { PATHS, prosperStack } = built('ProsperStack/api/service.js');

module.exports = {
	checkBaseUrl,
	createClient,
	isTestLead,
	leadFieldsOf,
	leadProsper,
	PATHS,
	prosperStack,
	readCaps,
	shownValue,
	submissionKeyOf,
	unwrapped,
};
