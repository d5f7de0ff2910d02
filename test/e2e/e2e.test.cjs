/**
 * One file, so that one n8n and one sandbox serve all tests and the contract is checked last, when
 * everything has run.
 */
const { startStage } = require('../../n8n/stage.cjs');
const { expectNoKeys } = require('./support/leftBehind.cjs');
const { nodesOf } = require('./support/nodes.cjs');
const { emptyUserFolder } = require('./support/userFolder.cjs');

/** The stage and what `nodesOf` makes of it; there once the tests run. */
const e2e = /** @type {any} */ ({});

beforeAll(async () => {
	// Waiting for the rate limit is the engine tests' matter.
	const userFolder = emptyUserFolder('nodes');
	const stage = await startStage({ userFolder, sandbox: { rateLimit: { limit: 1_000_000 } } });
	Object.assign(e2e, stage, nodesOf(stage));
});

afterAll(() => e2e.close?.());

describe('Lead Prosper', () => require('./lead-prosper.cjs')(e2e));
describe('Lead submission', () => require('./lead-submission.cjs')(e2e));
describe('ProsperStack', () => require('./prosper-stack.cjs')(e2e));
describe('the webhook', () => require('./webhook-life-cycle.cjs')(e2e));
describe('attacks', () => require('./attacks.cjs')(e2e));
describe('the editor', () => require('./editor.cjs')(e2e));
describe('an AI agent', () => require('./agent.cjs')(e2e));
describe('the examples', () => require('./examples.cjs')(e2e));
describe('the nodes', () => require('./completeness.cjs')(e2e));
describe('the contract', () => require('./contract.cjs')(e2e));

test('no key lies in what all this has left behind', () => expectNoKeys(e2e));
