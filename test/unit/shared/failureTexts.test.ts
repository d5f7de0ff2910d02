import { isLasting, noAnswerText } from '../../../nodes/shared/transport/failureTexts';
import type { Service } from '../../../nodes/shared/transport/service';

const service: Service = {
	name: 'Acme',
	credential: 'acmeApi',
	whereIsTheKey: 'in Acme, under Settings',
	errorText: () => undefined,
};
const textOf = (code: string) => noAnswerText(service, code, { writes: true });

test.each([
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'ERR_TLS_CERT_ALTNAME_INVALID',
])('%s: nothing was sent, and trying again does not help', (code) => {
	expect(textOf(code)).toEqual({
		message: 'The certificate of Acme is not trusted',
		description: expect.stringMatching(`^Nothing was sent \\(${code}\\)\\. Check the Base URL`),
	});
	expect(isLasting(code)).toBe(true);
});

test.each(['ECONNRESET', 'ETIMEDOUT', 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'no answer'])(
	'%s: it may have been sent',
	(code) => {
		expect(textOf(code).description).toContain('It is not known whether the change was made');
		expect(isLasting(code)).toBe(false);
	},
);
