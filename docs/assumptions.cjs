'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * What the service may do instead of what is assumed.
 *
 * @typedef {object} Alternative
 * @property {string} id unique within its assumption
 * @property {string} what what the service does, in one sentence
 * @property {boolean} [within] the assumption has room for it: `npm run verify` confirms it then
 * @property {Record<string, unknown>} [options] makes the sandbox do so (`setOptions`); tested then
 * @property {'right' | 'stops' | 'told'} result
 * @property {string} how what the node then does
 *
 * @typedef {object} Assumption
 * @property {string} id unique
 * @property {'leadProsper' | 'prosperStack'} service
 * @property {string} assumed
 * @property {'doc' | 'seen' | 'one' | 'guess'} sure documented, seen in several public programs, from
 * one source, or inferred
 * @property {string} evidence
 * @property {string} where the file or folder that a correction goes to
 * @property {'read' | 'write' | 'no'} verify whether `npm run verify` finds out: by reading, with
 * `--write`, or not
 * @property {string} probe how a real key can show whether it is so, or why it can't
 * @property {Alternative[]} alternatives
 */

/** @type {Assumption[]} what is assumed of the two services */
const assumptions = JSON.parse(fs.readFileSync(path.join(__dirname, 'assumptions.json'), 'utf8'));

module.exports = { assumptions };
