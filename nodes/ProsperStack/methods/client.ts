import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { IN_THE_EDITOR } from '../../shared/editor';
import { createClient } from '../../shared/request';
import { prosperStack } from '../api';

/** A client for what the editor asks. */
export const editorClient = (context: ILoadOptionsFunctions) =>
	createClient(context, prosperStack, IN_THE_EDITOR);
