// The line that says what an edit did, or would do.

import { byId, fill } from '../html.js';

/** @param {any} what markup @param {'' | 'kept' | 'bad' | 'trial'} [kind] */
export function answer(what, kind = '') {
  const line = byId('answer');
  line.dataset.kind = kind;
  fill(line, what);
}
