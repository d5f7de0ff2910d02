const DAY = 24 * 60 * 60 * 1000;

/** A day as YYYY-MM-DD in UTC: today, or so many days before it. */
const daysAgo = (days) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

/** Is a moment on one of the days from `first` to `last`, both included, in UTC? */
function isWithin(ms, first, last) {
	const day = new Date(Number(ms)).toISOString().slice(0, 10);
	return first <= day && day <= last;
}

module.exports = { daysAgo, isWithin };
