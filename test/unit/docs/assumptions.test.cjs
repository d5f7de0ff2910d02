'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { assumptions } = require('../../../docs/assumptions.cjs');
const { useSandbox } = require('../sandbox/support.cjs');

const ROOT = path.join(__dirname, '../../..');

const sandbox = useSandbox();

test('every ID is unique', () => {
	const ids = assumptions.map(({ id }) => id);
	expect(ids).toEqual([...new Set(ids)]);
	for (const { alternatives } of assumptions) {
		const ofAlternatives = alternatives.map(({ id }) => id);
		expect(ofAlternatives).toEqual([...new Set(ofAlternatives)]);
	}
});

describe.each(assumptions.map((entry) => [entry.id, entry]))('%s', (_id, entry) => {
	it('is complete', () => {
		expect(entry).toEqual({
			id: expect.stringMatching(/^[a-z]\w+$/),
			service: expect.stringMatching(/^(leadProsper|prosperStack)$/),
			assumed: expect.stringMatching(/\.$/),
			sure: expect.stringMatching(/^(doc|seen|one|guess)$/),
			evidence: expect.stringMatching(/\.$/),
			where: expect.stringMatching(/^nodes\//),
			verify: expect.stringMatching(/^(read|write|no)$/),
			probe: expect.stringMatching(/\.$/),
			alternatives: expect.any(Array),
		});
		for (const { options = {}, within = true, ...alternative } of entry.alternatives) {
			expect(within).toBe(true);
			expect(options).toEqual(expect.any(Object));
			expect(alternative).toEqual({
				id: expect.stringMatching(/^[a-z]\w+$/),
				what: expect.stringMatching(/\.$/),
				result: expect.stringMatching(/^(right|stops|told)$/),
				how: expect.stringMatching(/\.$/),
			});
		}
	});

	it('names a file or folder that is there', () => {
		expect(fs.existsSync(path.join(ROOT, entry.where))).toBe(true);
	});

	it('has alternatives that the sandbox can show', () => {
		for (const { options } of entry.alternatives) {
			if (options) expect(() => sandbox.setOptions(options)).not.toThrow();
		}
	});
});
