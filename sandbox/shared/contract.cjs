'use strict';

const OpenApiValidator = require('express-openapi-validator');
// The library's own loader: the document is needed before the first request, to list its operations.
const {
	OpenApiSpecLoader,
} = require('express-openapi-validator/dist/framework/openapi.spec.loader');

const VERBS = ['get', 'put', 'post', 'delete', 'patch'];

/** @type {Map<string, Promise<object>>} a document is read and checked once a process */
const documents = new Map();

function loadDocument(file) {
	if (!documents.has(file)) {
		const loader = new OpenApiSpecLoader({
			apiDoc: file,
			validateApiSpec: true,
			$refParser: { mode: 'bundle' },
		});
		documents.set(
			file,
			loader.load().then(({ apiDoc }) => apiDoc),
		);
	}
	return documents.get(file);
}

/**
 * One operation may stand for several: the same path and verb, told apart by a query parameter
 * (`x-variants`). And several may stand for one, where it is not known at which path or by which verb
 * the service has it (`x-same-as`).
 *
 * @returns {{ operationId: string, sure: string }[]}
 */
function operationsOf(document) {
	return Object.values(document.paths)
		.flatMap((path) => VERBS.filter((verb) => verb in path).map((verb) => path[verb]))
		.filter((operation) => !('x-same-as' in operation))
		.flatMap((operation) => [
			{ operationId: operation.operationId, sure: operation['x-sure'] },
			...(operation['x-variants'] ?? []).map(({ operationId, sure }) => ({ operationId, sure })),
		]);
}

/** The operation a checked request asks for. */
function operationIdOf(req) {
	const { schema } = req.openapi;
	const variant = schema['x-variants']?.find(({ queryParameter }) => queryParameter in req.query);
	return schema['x-same-as'] ?? (variant ?? schema).operationId;
}

/**
 * @param {string} file the OpenAPI document
 * @param {string} prefix where the sandbox serves it
 * @param {Record<string, (req: import('express').Request) => boolean>} securityHandlers
 */
async function loadContract(file, prefix, securityHandlers) {
	const document = await loadDocument(file);
	return {
		operations: operationsOf(document),
		middleware: OpenApiValidator.middleware({
			// The library changes the document it is given.
			apiSpec: { ...structuredClone(document), servers: [{ url: prefix }] },
			validateApiSpec: false,
			validateRequests: { allErrors: true },
			validateResponses: true,
			validateSecurity: { handlers: securityHandlers },
			// Without it, 30 February is a date.
			ajvFormats: { mode: 'full' },
			fileUploader: false,
		}),
	};
}

/**
 * Express middlewares that check answers only, and let all of them through.
 *
 * @param {string} file the OpenAPI document
 * @param {(error: Error, body: any, req: import('express').Request) => void} onDeviation told of an
 * answer outside the contract
 */
async function answerCheck(file, onDeviation) {
	const document = await loadDocument(file);
	return OpenApiValidator.middleware({
		apiSpec: { ...structuredClone(document), servers: [{ url: '/' }] },
		validateApiSpec: false,
		validateRequests: false,
		validateResponses: { onError: onDeviation },
		validateSecurity: false,
		ajvFormats: { mode: 'full' },
		fileUploader: false,
	});
}

module.exports = { answerCheck, loadContract, operationIdOf };
