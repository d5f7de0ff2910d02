/**
 * What n8n shows below a node on the canvas, such as “Get many: flow session”. It is an expression that
 * makes words of names: of `getAll`, which n8n's lint rules want, and of `flowSession`.
 *
 * `__CUSTOM_API_CALL__` stays as it is: n8n looks for it, and then shows nothing.
 */
export const operationSubtitle =
	'={{ ($parameter["operation"].replace("getAll", "getMany") + ": " + $parameter["resource"]).replace(/[a-z][A-Z]/g, (pair) => pair[0] + " " + pair[1].toLowerCase()).replace(/^[a-z]/, (letter) => letter.toUpperCase()) }}';
