const learntByBaseUrl = new Map<string, Map<string, string>>();

/**
 * What was learnt about the service at this Base URL, such as which of two addresses it knows. Kept as
 * long as n8n runs.
 */
export function learntOf(baseUrl: string): Map<string, string> {
	const learnt = learntByBaseUrl.get(baseUrl) ?? new Map<string, string>();
	learntByBaseUrl.set(baseUrl, learnt);
	return learnt;
}
