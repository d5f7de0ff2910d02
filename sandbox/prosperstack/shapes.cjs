'use strict';

/** How answers look, as far as the options decide it. */

const REFUSED = { body: { error: 'This needs a paid plan' } };

const WRITES = [
	'createPortalSession',
	'createProperty',
	'createWebhook',
	'updateSubscriber',
	'updateSubscription',
];
const DELETIONS = ['deleteProperty', 'deleteWebhook'];

/** What is answered to a change that was made. */
const writeAnswers = {
	record: (answer) => answer,
	empty: ({ status }) => ({ status, body: {} }),
	none: () => ({ status: 204 }),
};

const deleteAnswers = {
	none: (answer) => answer,
	empty: () => ({ body: {} }),
};

/** @param {string} choice `error`: a success that says no, and nothing is done */
const answering = (operation, shapes, choice) => (call) =>
	choice === 'error' ? REFUSED : shapes[choice](operation(call));

const listEnds = {
	null: (body) => body,
	text: (body) => ({ ...body, next_cursor: 'null' }),
	empty: (body) => ({ ...body, next_cursor: '' }),
	absent: ({ data }) => ({ data }),
};

const encode = (text) => Buffer.from(text).toString('base64url');

/** Empty pages that are still to come, and the cursor of the page after them ('' for the first one). */
function emptiesBefore(cursor, emptyPages) {
	const text = Buffer.from(cursor ?? '', 'base64url').toString();
	const [, left, rest] = /^empty:(\d+):(.*)$/.exec(text) ?? [];
	return left === undefined
		? { left: emptyPages, rest: cursor ?? '' }
		: { left: Number(left), rest };
}

/** A list with empty pages before each page, and with its end as the option `listEnd` says. */
const listing = (operation, options) => (call) => {
	const { left, rest } = emptiesBefore(call.query.cursor, options.emptyPages);
	if (left > 0) {
		return { body: { data: [], next_cursor: encode(`empty:${left - 1}:${rest}`) } };
	}
	const { body } = operation({ ...call, query: { ...call.query, cursor: rest || undefined } });
	return { body: body.next_cursor === null ? listEnds[options.listEnd](body) : body };
};

/** The operations, with answers as the options say. */
function withShapes(operations, options) {
	const shaped = Object.entries(operations).map(([name, operation]) => {
		if (name.startsWith('list')) return [name, listing(operation, options)];
		if (WRITES.includes(name)) {
			return [name, (call) => answering(operation, writeAnswers, options.writeAnswer)(call)];
		}
		if (DELETIONS.includes(name)) {
			return [name, (call) => answering(operation, deleteAnswers, options.deleteAnswer)(call)];
		}
		return [name, operation];
	});
	return Object.fromEntries(shaped);
}

module.exports = { withShapes };
