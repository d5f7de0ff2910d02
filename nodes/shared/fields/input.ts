import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** The fields of one input item. */
export const inputFields = (context: IExecuteFunctions, itemIndex: number): IDataObject =>
	context.getInputData()[itemIndex]?.json ?? {};
