// Which draft: the one that the address names, else one that is chosen or begun.

import * as api from './api.js';
import { act, lists } from './panels/drafts.js';
import { byId, fill, html } from './html.js';
import { t } from './words/index.js';

/** The number of the draft; null when the page goes to another address. @returns {Promise<string | null>} */
export async function chosenDraft(/** @type {string} */ day, /** @type {string} */ by) {
  const asked = new URLSearchParams(location.search).get('draft');
  if (asked !== null && /^\d+$/.test(asked)) return asked;
  const told = await api.get(`days/${day}/drafts`);
  const lanes = byId('lanes');
  fill(lanes, html`<div class="start"><h2>${t('start')}</h2>${told.revisions.length === 0 ? html`<p>${t('start.none')}</p>` : lists(told, null)}</div>`);
  lanes.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('[data-do]');
    if (button instanceof HTMLElement) act(button, day, by, told);
  });
  document.body.dataset.ready = 'start';
  return null;
}
