/**
 * Where the engine tests run: jest's own environment for Node, with a clock that leaps over waits
 * (clock.cjs). A file that must wait in real time says `@jest-environment node` at its top.
 */
const timers = require('node:timers/promises');
const { TestEnvironment } = require('jest-environment-node');
const { protectProperties } = require('jest-util');
const { createClock } = require('./clock.cjs');

const realSleep = timers.setTimeout;

class Environment extends TestEnvironment {
	/** By now jest has Node's own timers and dates, for the limit of each test and how long it took. */
	handleTestEvent({ name }) {
		if (name !== 'setup') return;
		this.clock = createClock(this.global.Date);
		// Else jest empties them after the file, while what runs on in n8n still asks for the date.
		Object.values(this.clock.globals).forEach((value) => protectProperties(value));
		Object.assign(this.global, this.clock.globals, { testClock: this.clock.controls });
		Object.assign(timers, { setTimeout: this.clock.sleep });
	}

	async teardown() {
		this.clock?.stop();
		Object.assign(timers, { setTimeout: realSleep });
		await super.teardown();
	}
}

module.exports = Environment;
