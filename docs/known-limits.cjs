'use strict';

/**
 * The page docs/known-limits.md, made from docs/assumptions.json.
 */
const path = require('node:path');
const { assumptions } = require('./assumptions.cjs');

const FILE = path.join(__dirname, 'known-limits.md');

const SURE = {
	doc: 'documented',
	seen: 'seen in several public programs',
	one: 'from one source',
	guess: 'a guess',
};

const RESULTS = {
	right: 'Right',
	stops: 'Stops with an error',
	told: 'Told',
};

const PROBED = {
	read: 'by `npm run verify`',
	write: 'by `npm run verify -- --write`',
	no: 'by hand',
};

const SERVICES = { leadProsper: 'Lead Prosper', prosperStack: 'ProsperStack' };

const INTRODUCTION = `# Known limits

Nobody has run these nodes against the real services yet. This page lists what the official texts leave
open: what the nodes assume, how sure that is, what happens where the service does otherwise, and the
file that a correction goes to. Each case that may also be so is an option of the
[sandbox](../sandbox/README.md), and the tests run the operations that depend on it, unless it says “not
tested”.

- **Right**: the result is the same as if the assumption held.
- **Stops with an error**: nothing wrong comes out; the error says what to do.
- **Told**: the nodes can't be right, and say so where people look.

This page is made from [assumptions.json](assumptions.json) by \`npm run docs\`.
`;

const OTHER_LIMITS = `## The triggers, and n8n

- At activation a lead is old by its time against n8n's clock, so some seconds' difference between the
  clocks can bring a lead of these seconds.
- _Cap Reached_ tells a cap of 1 again if its only lead is returned.
- If more than 1,000 flow sessions start or end while ProsperStack's events are read once, one that
  this reading missed can stay lost.
- The _Test_ of a credential with a plain http address can only say \`Invalid URL\`; a notice in the form
  says why.
- A supplier's key can't be tested without submitting a lead, so its _Test_ looks at the form only.
`;

/** @param {import('./assumptions.cjs').Alternative} alternative */
const alternativeLine = ({ what, options, result, how }) =>
	`- ${what} **${RESULTS[result]}${options ? '' : ', not tested'}.** ${how}`;

/** @param {import('./assumptions.cjs').Assumption} assumption */
const section = ({ id, assumed, sure, evidence, where, verify, probe, alternatives }) =>
	[
		`### ${id}`,
		assumed,
		`How sure: ${SURE[sure]}. ${evidence}`,
		...(alternatives.length > 0
			? ['It may also be so:', alternatives.map(alternativeLine).join('\n')]
			: []),
		`With a real key, ${PROBED[verify]}: ${probe}`,
		`A correction goes to \`${where}\`.`,
	].join('\n\n');

/** @returns {{file: string, text: string}} */
function knownLimitsPage() {
	const parts = Object.entries(SERVICES).flatMap(([service, name]) => [
		`## ${name}`,
		...assumptions.filter((entry) => entry.service === service).map(section),
	]);
	return {
		file: FILE,
		text: `${[INTRODUCTION.trim(), ...parts, OTHER_LIMITS.trim()].join('\n\n')}\n`,
	};
}

module.exports = { knownLimitsPage };
