import { checkBaseUrl } from '../../../nodes/shared/transport/baseUrl';

describe('checkBaseUrl', () => {
	test.each([
		['https://api.leadprosper.io', 'https://api.leadprosper.io'],
		['https://api.leadprosper.io/', 'https://api.leadprosper.io'],
		[' https://proxy.example.com:8443/prosper/v1// ', 'https://proxy.example.com:8443/prosper/v1'],
		['http://localhost:4010/leadprosper', 'http://localhost:4010/leadprosper'],
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
		['http://127.8.9.1', 'http://127.8.9.1'],
		['http://[::1]:4010/v1/', 'http://[::1]:4010/v1'],
	])('%s is taken', (entered, used) => {
		expect(checkBaseUrl(entered)).toBe(used);
	});

	test.each([
		'http://api.leadprosper.io',
		'http://127.0.0.1.example.com',
		'http://localhost.evil.io',
	])('%s would show the key to others', (entered) => {
		expect(() => checkBaseUrl(entered)).toThrow(/must begin with https:\/\//);
	});

	test.each(['', 'api.leadprosper.io', '/v1', undefined, 'https://'])('%p is no URL', (entered) => {
		expect(() => checkBaseUrl(entered)).toThrow(/is not a URL/);
	});

	test.each(['ftp://example.com', 'file:///etc/passwd'])('%s is no web address', (entered) => {
		expect(() => checkBaseUrl(entered)).toThrow(/must begin with https:\/\//);
	});

	test.each(['https://u:p@example.com', 'https://example.com?x=1', 'https://example.com/#a'])(
		'%s has parts that don’t belong there, and is not repeated in the message',
		(entered) => {
			expect(() => checkBaseUrl(entered)).toThrow(/must not contain/);
			expect(() => checkBaseUrl(entered)).not.toThrow(/u:p/);
		},
	);
});
