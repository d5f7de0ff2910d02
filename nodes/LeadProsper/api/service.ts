import { isObject } from '../../shared/json';
import type { Service } from '../../shared/transport/service';

/**
 * Lead Prosper's facts: what its API cheat sheet says, and how it words a refusal. This folder holds
 * them by kind of record; paths and answers that are not in the cheat sheet are marked.
 */
export const leadProsper: Service = {
	name: 'Lead Prosper',
	credential: 'leadProsperApi',
	whereIsTheKey: 'in Lead Prosper, under Developer API',
	errorText,
	// Pause and resume say "already paused" this way; whether with HTTP 200 is not documented.
	refuses: saysError,
};

/** In lower case: `ERROR` is a lead's status. */
export function saysError(body: unknown): boolean {
	return isObject(body) && body.status === 'error';
}

/**
 * Documented: `{status: "error", message, details}`. Not documented, but usual for such a backend:
 * `{message, errors: {field: ["…"]}}`.
 */
function errorText(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const { message, errors } = body;
	const fields = isObject(errors) ? Object.values(errors).flat().map(String) : [];
	const parts = typeof message === 'string' && message ? [message, ...fields] : fields;
	return parts.length > 0 ? [...new Set(parts)].join(' ') : undefined;
}
