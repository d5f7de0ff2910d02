import { isObject } from '../../shared/json';
import type { Service } from '../../shared/transport/service';

/** ProsperStack's facts: what its API reference says, and how it words a refusal. */
export const prosperStack: Service = {
	name: 'ProsperStack',
	credential: 'prosperStackApi',
	accounts: 'live and test data are apart',
	whereIsTheKey: 'in ProsperStack under Settings, API Keys',
	errorText,
};

/**
 * Where each resource lives. The reference prints the path of flow sessions only; the others are
 * inferred from it, so a correction is one line here.
 */
export const PATHS = {
	event: '/events',
	flow: '/flows',
	flowSession: '/flow_sessions',
	offer: '/offers',
	portalSession: '/portal_sessions',
	property: '/properties',
	subscriber: '/subscribers',
	subscription: '/subscriptions',
	webhook: '/webhooks',
} as const;

/** Documented: `{error: "text"}`. */
function errorText(body: unknown): string | undefined {
	return isObject(body) && typeof body.error === 'string' && body.error ? body.error : undefined;
}
