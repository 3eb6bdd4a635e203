// The log of the draft, newest first.

import * as api from '../api.js';
import { changed, clock } from '../figures.js';
import { entryText, limit } from '../describe.js';
import { elements, fill, html } from '../html.js';
import { t } from '../words/index.js';

export async function open(/** @type {HTMLElement} */ body, /** @type {import('../panel.js').Desk} */ { board, line }) {
  const { entries } = await api.get(`drafts/${board.told.draft}/log?from=0`);
  let last = entries.length;
  const item = (/** @type {any} */ entry) => html`<li><small>${entry.n}　${clock(entry.at)}</small> <b>${entry.by}</b>
<div>${entryText(entry, board)}</div>${entry.because && html`<div class="bad">${t('because', { reason: entry.because })}</div>`}<small>${changed(entry.change)}</small></li>`;
  const { overrides } = board.told;
  fill(
    body,
    html`${overrides.length > 0 && html`<h3>${t('overrides')}</h3><ul class="list">${overrides.map(
      (/** @type {any} */ one) => html`<li class="bad">${limit(one.broken, board)}<div class="soft">${one.by}：${one.reason}</div></li>`,
    )}</ul><h3>${t('panel.history')}</h3>`}
${entries.length === 0 && html`<p class="soft none">${t('history.none')}</p>`}<ol class="list log">${[...entries].reverse().map(item)}</ol>`,
  );
  const list = /** @type {HTMLElement} */ (body.querySelector('.log'));
  const add = async () => {
    const more = await api.get(`drafts/${board.told.draft}/log?from=${last}`);
    for (const entry of more.entries.filter((/** @type {any} */ one) => one.n > last)) {
      last = entry.n;
      list.prepend(...elements(item(entry)));
      body.querySelector('.none')?.remove();
    }
  };
  board.addEventListener('change', add);
  line.addEventListener('entries', add);
  return () => {
    board.removeEventListener('change', add);
    line.removeEventListener('entries', add);
  };
}
