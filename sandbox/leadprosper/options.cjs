'use strict';

const { amount, choice, flag, httpStatus, text } = require('../shared/options.cjs');

/**
 * What Lead Prosper may do in one way or another, as no text says which. The README of the sandbox says
 * what each means.
 */
const OPTIONS = {
	accountingAnswer: choice('array', 'enveloped'),
	accountingNeedsMode: flag(false),
	accountingSuppliers: choice('accepted', 'refused'),
	alreadyPausedStatus: httpStatus(400),
	answers: choice('bare', 'enveloped'),
	dayCaps: flag(false),
	debugLogs: choice('enveloped', 'list', 'listById', 'byId'),
	details: flag(false),
	leadCursor: choice('tiesAgain', 'inclusive', 'exclusive', 'opaque'),
	leadEndRepeats: flag(false),
	leadFilters: choice('honoured', 'ignored'),
	leadIdCode: text('lp_lead_id'),
	leadOrder: choice('newestFirst', 'oldestFirst'),
	leadVisibleAfterMs: amount(),
	pauseAnswer: choice('envelope', 'empty', 'none'),
	returnAnswer: choice('envelope', 'empty', 'none', 'text'),
	returnedFlag: choice('onReturned', 'always', 'never'),
	statusFilter: choice('honoured', 'ignored'),
	submissionAnswer: choice('code', 'errorCode'),
	submissionStatus: httpStatus(200),
	supplierKeys: choice('shown', 'hidden', 'other'),
	supplierStats: choice('ignoresGroup', 'byGroup', 'ignoresSupplier', 'refused', 'newerPath'),
	testFlag: choice('boolean', 'number', 'yes'),
	triggerRetries: amount(),
	unknownShortCode: choice('left', 'empty'),
};

module.exports = { OPTIONS };
