/** The clock of environment/clock.cjs. */
const { testClock } = /** @type {any} */ (globalThis);

/** For the nodes, so much time passes at once. */
const passTime = (ms) => testClock.pass(ms);

/**
 * Sets the date. It goes on by itself, or what waits until a time would wait for ever.
 * @param {string} iso
 */
const setDate = (iso) => testClock.setDate(Date.parse(iso));

/** So much later, by the date. */
const stepDate = (ms) => testClock.setDate(Date.now() + ms);

const realDate = () => testClock.realDate();

module.exports = { passTime, realDate, setDate, stepDate };
