// A dialog that answers: made for the question, gone with the answer.

import { elements, html } from '../html.js';
import { t } from '../words/index.js';

/**
 * Asks; the form's fields come back with `button` (the value of what was pressed), or null when it is cancelled.
 * Fields that are there several times are lists. A `type=button` answers without the form being complete.
 * @param {{title: string, body: any, buttons?: any, kind?: string, question?: boolean, calm?: boolean}} what a `question` can be cancelled; a `calm` one
 *   does not wait for Enter on its first button
 * @returns {Promise<Record<string, any> | null>}
 */
export function ask({ title, body, buttons, kind = '', question = true, calm = false }) {
  const [dialog] = /** @type {HTMLDialogElement[]} */ (
    elements(html`<dialog class="ask ${kind}" aria-labelledby="asked"><form method="dialog"><h2 id="asked"${calm && html` tabindex="-1" autofocus`}>${title}</h2>${body}
<p class="buttons">${buttons ?? html`<button value="ok">${t('ok')}</button>`}${question && html`<button type="button" class="plain" value="">${t('cancel')}</button>`}</p></form></dialog>`)
  );
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLButtonElement && target.type === 'button') dialog.close(target.value);
  });
  dialog.addEventListener('cancel', () => (dialog.returnValue = ''));
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      const fields = new FormData(/** @type {HTMLFormElement} */ (dialog.querySelector('form')));
      /** @type {Record<string, any>} */
      const told = { button: dialog.returnValue };
      for (const key of new Set(fields.keys())) {
        const values = fields.getAll(key);
        told[key] = values.length > 1 ? values : values[0];
      }
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      resolve(dialog.returnValue === '' ? null : told);
    });
  });
}

/** Tells something that has to be seen. */
export const tell = (/** @type {string} */ title, /** @type {any} */ body) =>
  ask({ title, body, buttons: html`<button value="ok" class="seen">${t('seen')}</button>`, kind: 'tell', question: false });

/** Asks for one line of text. @returns {Promise<string | null>} */
export async function line(
  /** @type {string} */ title,
  /** @type {string} */ label,
  /** @type {{value?: string, most?: number}} */ { value = '', most = 200 } = {},
) {
  const told = await ask({
    title,
    body: html`<p><label>${label} <input name="line" value="${value}" maxlength="${most}" required autofocus></label></p>`,
  });
  return told && told.line.trim();
}
