import { createSecrets } from '../../../nodes/shared/transport/secrets';

function secretsOf(...keys: unknown[]) {
	const secrets = createSecrets();
	keys.forEach(secrets.add);
	return secrets;
}

test('texts at any depth lose the keys, all else stays', () => {
	const { hide } = secretsOf('2yaxvv2ixl65');
	const answer = {
		message: 'Key 2yaxvv2ixl65 is not 2yaxvv2ixl65',
		code: 1001,
		list: ['2yaxvv2ixl65', null, { nothing: undefined, yes: true }],
	};
	expect(hide(answer)).toEqual({
		message: 'Key ••• is not •••',
		code: 1001,
		list: ['•••', null, { nothing: undefined, yes: true }],
	});
});

test.each([undefined, null, '', '   ', '12345', 123456789])('%j is no key', (key) => {
	const text = 'undefined null 12345 123456789';
	expect(secretsOf(key).hide(text)).toBe(text);
});

test('six characters are a key', () => {
	expect(secretsOf('abc123').hide('Key abc123')).toBe('Key •••');
});

test('a key is found without the spaces around it', () => {
	expect(secretsOf(' secret-key\n').hide('secret-key?')).toBe('•••?');
});

test('a key that begins like another one leaves nothing of it', () => {
	expect(secretsOf('key_abc', 'key_abcdef').hide('key_abcdef')).toBe('•••');
});

test('signs that mean something in a pattern are only signs', () => {
	expect(secretsOf('a.c$&+(').hide('a.c$&+( abc$&+(')).toBe('••• abc$&+(');
});

test.each([
	['in Base64, as a user name without a password', 'key_live_abc/1', btoa('key_live_abc/1:')],
	['in Base64', 'key_live_abc/1', btoa('key_live_abc/1')],
	['in Base64 without its padding', 'key_live_abcd', btoa('key_live_abcd').replaceAll('=', '')],
	['in a URL', 'key live/abc+1', 'key%20live%2Fabc%2B1'],
	['in HTML', 'key<live>&"abc\'', 'key&lt;live&gt;&amp;&quot;abc&#39;'],
])('a key that comes back %s', (_name, key, spelling) => {
	expect(secretsOf(key).hide(`You sent ${spelling}.`)).toMatch(/^You sent •••=*\.$/);
});
