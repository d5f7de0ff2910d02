/** A resource locator's value, in one of its modes. */
const pick = (mode, value) => ({ __rl: true, mode, value: String(value) });

const byId = (id) => pick('id', id);

module.exports = { byId, pick };
