// Drafts and revisions of the day: open one, copy it to try something, name it.

import * as api from '../api.js';
import { clock } from '../figures.js';
import { fill, html } from '../html.js';
import { line } from '../ui/dialog.js';
import { t } from '../words/index.js';
import { rebase } from './rebase.js';

/** Goes to another draft. */
export function go(/** @type {number} */ draft) {
  const query = new URLSearchParams(location.search);
  query.set('draft', String(draft));
  location.search = query.toString();
}

/** Both lists, with buttons whose `data-do` says what they do; `now` is the draft that is open. */
export const lists = (/** @type {any} */ { drafts, revisions }, /** @type {{draft: number, revision: number, version: number} | null} */ now) => html`
${drafts.length > 0 && html`<h3>${t('panel.drafts')}</h3><ul class="list">${drafts.map(
  (/** @type {any} */ one) => html`<li class="${one.id === now?.draft ? 'now' : ''}"><b>${one.name}</b> <small>${t('draft.of', {
    version: one.version,
    revision: one.revision,
    by: one.last_by ?? one.by,
    at: clock(one.last_at ?? one.made_at),
  })}</small><div class="row">${one.id !== now?.draft && html`<button type="button" data-do="open" data-id="${one.id}">${t('draft.open')}</button>`}
<button type="button" class="plain" data-do="copy" data-id="${one.id}">${t('draft.copy')}</button>
<button type="button" class="plain" data-do="rename" data-id="${one.id}">${t('draft.rename')}</button></div></li>`,
)}</ul>`}
<h3>${t('revisions')}</h3><ul class="list">${revisions.map(
  (/** @type {any} */ one) => html`<li><b>${t('revision', { n: one.number })}</b> ${t(`status.${one.status}`)} ${one.name ?? ''} <small>${one.by ?? ''} ${clock(one.made_at)}</small>
<div class="row"><button type="button" class="plain" data-do="new" data-id="${one.number}">${t('draft.new')}</button>
${now && now.version > 0 && one.number !== now.revision && html`<button type="button" class="plain" data-do="rebase" data-id="${one.number}">${t('rebase')}</button>`}</div></li>`,
)}</ul>`;

/** Does what a button of `lists` says. */
export async function act(/** @type {HTMLElement} */ button, /** @type {string} */ day, /** @type {string} */ by, /** @type {any} */ told) {
  const id = Number(button.dataset.id);
  const one = told.drafts.find((/** @type {any} */ draft) => draft.id === id);
  switch (button.dataset.do) {
    case 'open':
      return go(id);
    case 'copy': {
      const name = await line(t('draft.copy'), t('draft.name'), { value: t('draft.copy.name', { name: one.name }), most: 60 });
      if (name) go((await api.post(`days/${day}/drafts`, { by, name, copy_of: id }, 0)).id);
      return;
    }
    case 'rename': {
      const name = await line(t('draft.rename'), t('draft.name'), { value: one.name, most: 60 });
      if (name) await api.patch(`drafts/${id}`, { by, name });
      return;
    }
    case 'new': {
      const name = await line(t('draft.new'), t('draft.name'), { value: t('draft.new.name', { by }), most: 60 });
      if (name) go((await api.post(`days/${day}/drafts`, { by, name, revision: id }, 0)).id);
    }
  }
}

export async function open(/** @type {HTMLElement} */ body, /** @type {import('../panel.js').Desk} */ { board, by, day }) {
  const load = async () => {
    const told = await api.get(`days/${day}/drafts`);
    fill(body, lists(told, board.told));
    return told;
  };
  /** Goes to a draft with the same edits on another revision. */
  const move = async (/** @type {number} */ revision) => {
    const value = t('rebase.name', { name: board.told.name, n: revision });
    const name = await line(t('rebase'), t('draft.name'), { value, most: 60 });
    if (name) go(await rebase(board, revision, { by, name, day }));
  };
  let told = await load();
  body.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element && target.closest('[data-do]');
    if (!(button instanceof HTMLElement)) return;
    if (button.dataset.do === 'rebase') return move(Number(button.dataset.id));
    await act(button, day, by, told);
    told = await load();
    const { name } = told.drafts.find((/** @type {any} */ one) => one.id === board.told.draft) ?? board.told;
    board.told.name = name;
    board.tell({ vehicles: [], tray: false });
  });
}
