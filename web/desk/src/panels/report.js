// What a re-plan could not save, why, and whom to phone; then what changed and what did not.

import { limit, wayOut } from '../describe.js';
import { html } from '../html.js';
import { language, t } from '../words/index.js';
import { differing } from './differ.js';

export const report = (/** @type {any} */ { unsaved, comparison }, /** @type {import('../board.js').Board} */ board) => html`
<h3>${t('unsaved', { n: unsaved.length })}</h3><ul class="list">${unsaved.map(
  (/** @type {any} */ one) => html`<li><b>${one.name ?? ''}</b> ${one.cards !== null && t('cards', { n: one.cards })}${one.due > 0 && html` <em class="due">△ ${t('due')} ${one.due}</em>`}
<div>${one.broken ? limit(one.broken, board) : language === 'zh' ? one.reason : t(`hold.${one.code}`)}${one.need && html` → ${wayOut(one)}`}</div>${one.call.map(
    (/** @type {any} */ whom) => html`<div>☎ <b>${whom.phone}</b> ${whom.name} <small>${whom.at}</small></div>`,
  )}</li>`,
)}</ul>${differing(comparison)}`;
