'use strict';

const { amount, choice, flag, httpStatus, text, times } = require('../shared/options.cjs');

/**
 * What ProsperStack may do in one way or another, as no text says which. The README of the sandbox says
 * what each means.
 */
const OPTIONS = {
	allowHeader: flag(true),
	canceledMrr: choice('kept', 'zero'),
	clearsWith: choice('null', 'emptyText', 'nothing'),
	deflectedEvents: flag(true),
	deleteAnswer: choice('none', 'empty', 'error'),
	emailFilter: choice('honoured', 'ignored', 'caseSensitive', 'partial', 'refused'),
	emailParameter: text('email'),
	emptyPages: amount(),
	entityFilter: choice('honoured', 'ignored'),
	eventFilter: choice('honoured', 'ignored'),
	eventOrder: choice('oldestFirst', 'newestFirst', 'mixed'),
	eventVisibleAfterMs: times('list', 'single'),
	listEnd: choice('null', 'text', 'empty', 'absent'),
	platformIdFilter: choice('honoured', 'ignored', 'partial', 'bySubscription'),
	recordVisibleAfterMs: amount(),
	startedWebhooks: choice('accepted', 'refused'),
	statusFilter: choice('honoured', 'ignored'),
	subscriberIdFilter: choice('honoured', 'ignored'),
	unknownAfterId: choice(422, 400, 404, 410, 'empty', 'all'),
	updateMethod: choice('PATCH', 'POST', 'PUT'),
	webhookDeleteStatus: httpStatus(204),
	writeAnswer: choice('record', 'empty', 'none', 'error'),
};

module.exports = { OPTIONS };
