// The edits of a draft made again on another revision, as far as they still can be: since it was begun cards came, or
// were stopped, and the day was planned again.

import * as api from '../api.js';
import { entryText, fault, limit } from '../describe.js';
import { html } from '../html.js';
import { tell } from '../ui/dialog.js';
import { t } from '../words/index.js';

/** The edits in force, in order: none that was undone, and nothing that came up and was taken back. @returns {any[]} */
export function inForce(/** @type {any[]} */ entries) {
  /** @type {any[]} */
  const done = [];
  /** @type {any[]} */
  let undone = [];
  for (const entry of entries) {
    if (entry.what === 'undo') undone.push(done.pop());
    else if (entry.what === 'redo') done.push(undone.pop());
    else if (entry.what === 'edit') {
      done.push(entry);
      undone = [];
    }
  }
  // What came up is numbered in order, and taken back by its number.
  const reports = done.filter((entry) => entry.edit.do === 'report');
  const back = done.filter((entry) => entry.edit.do === 'withdraw');
  const gone = new Set([...back, ...back.map((entry) => reports[entry.edit.incident - 1])]);
  return done.filter((entry) => !gone.has(entry));
}

/**
 * Opens a draft on `revision` with what the board's draft changed, and tells what could not be made again.
 * @param {import('../board.js').Board} board
 * @param {number} revision
 * @param {{by: string, name: string, day: string}} who
 * @returns {Promise<number>} the new draft
 */
export async function rebase(board, revision, { by, name, day }) {
  const { entries } = await api.get(`drafts/${board.told.draft}/log?from=0`);
  const { id } = await api.post(`days/${day}/drafts`, { by, name, revision }, 0);
  let version = 0;
  const left = [];
  for (const entry of inForce(entries)) {
    if (entry.edit.do === 'adopt') {
      left.push({ entry, why: t('rebase.adopt') });
      continue;
    }
    try {
      const { edit, because } = entry;
      ({ version } = await api.post(`drafts/${id}/edits`, { by: entry.by, edit, because }, version));
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      const { problem } = error;
      const limits = (problem.broken ?? []).map((/** @type {any} */ one) => limit(one, board));
      left.push({ entry, why: [fault(problem), ...limits].join(t('list')) });
    }
  }
  if (left.length > 0) {
    await tell(
      t('rebase.left', { n: left.length }),
      html`<ul class="list">${left.map(({ entry, why }) => html`<li><b>${entry.by}</b> ${entryText(entry, board)}<div class="bad">${why}</div></li>`)}</ul>`,
    );
  }
  return id;
}
