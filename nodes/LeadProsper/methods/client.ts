import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { IN_THE_EDITOR } from '../../shared/editor';
import { createClient } from '../../shared/request';
import { leadProsper } from '../api/service';

/** For what the editor asks: somebody is waiting for the list. */
export const editorClient = (context: ILoadOptionsFunctions) =>
	createClient(context, leadProsper, IN_THE_EDITOR);
