/** Somebody is looking at a list that loads: better an error that says why than a long wait. */
export const EDITOR_PATIENCE_MS = 15_000;
