/**
 * The nodes of the workflows that are measured: ours, and n8n's own as its documentation sets them up.
 */

/** n8n-workflow's resource locator, by ID. */
const byId = (value) => ({ __rl: true, mode: 'id', value });

const ours = (type, parameters) => ({
	type: `n8n-nodes-prosper.${type}`,
	typeVersion: 1,
	parameters,
});

const leadProsper = (parameters) => ours('leadProsper', parameters);
const prosperStack = (parameters) => ours('prosperStack', parameters);

/**
 * The pagination option of the HTTP Request node, for a cursor.
 * @param {{parameter: string, cursor: string, intervalMs?: number}} options the parameter that takes
 *   the cursor, the field of the answer that has it, and the time between the pages
 */
const paginated = ({ parameter, cursor, intervalMs = 0 }) => ({
	pagination: {
		pagination: {
			paginationMode: 'updateAParameterInEachRequest',
			parameters: {
				parameters: [{ type: 'qs', name: parameter, value: `={{ $response.body.${cursor} }}` }],
			},
			paginationCompleteWhen: 'other',
			completeExpression: `={{ !$response.body.${cursor} }}`,
			requestInterval: intervalMs,
		},
	},
});

/** So many input items at once, and a pause before the next ones. */
const batched = (batchSize, batchInterval) => ({
	batching: { batch: { batchSize, batchInterval } },
});

/**
 * An HTTP Request node.
 * @param {'httpBearerAuth' | 'httpBasicAuth'} auth the generic credential: Bearer for Lead Prosper,
 *   Basic for ProsperStack
 * @param {string} url with expressions
 * @param {{query?: Record<string, string>, method?: string, jsonBody?: string, options?: object}} [more]
 */
const httpRequest = (auth, url, { query, method = 'GET', jsonBody, options = {} } = {}) => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method,
		url: `=${url}`,
		authentication: 'genericCredentialType',
		genericAuthType: auth,
		...(query && {
			sendQuery: true,
			queryParameters: {
				parameters: Object.entries(query).map(([name, value]) => ({ name, value })),
			},
		}),
		...(jsonBody && { sendBody: true, specifyBody: 'json', jsonBody }),
		options,
	},
});

const splitOut = (fieldToSplitOut) => ({
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut, options: {} },
});

module.exports = { batched, byId, httpRequest, leadProsper, paginated, prosperStack, splitOut };
