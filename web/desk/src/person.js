// Who edits: the name that people write, kept on the device as a signature is.

import { html } from './html.js';
import { ask } from './ui/dialog.js';
import { t } from './words/index.js';

const KEPT = 'fenjian.by';

/** The name, asked for when nobody wrote one yet. @returns {Promise<string>} */
export async function person() {
  const kept = localStorage.getItem(KEPT);
  if (kept) return kept;
  for (;;) {
    const told = await ask({
      title: t('who'),
      body: html`<p><label>${t('who.name')} <input name="by" maxlength="40" required autofocus autocomplete="name"></label></p><p class="soft">${t('who.why')}</p>`,
    });
    const by = told?.by.trim();
    if (by) {
      localStorage.setItem(KEPT, by);
      return by;
    }
  }
}

/** Another person sits down. */
export function leave() {
  localStorage.removeItem(KEPT);
  location.reload();
}
