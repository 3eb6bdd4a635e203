// An edit that breaks limits: each limit and by how much, repairs with their price, or the edit kept with a reason.

import { changed } from './figures.js';
import { edit as editText, limit } from './describe.js';
import { html } from './html.js';
import { ask } from './ui/dialog.js';
import { language, t } from './words/index.js';

/**
 * @param {any} problem
 * @param {import('./board.js').Board} board
 * @param {string} by
 * @param {boolean} may whether a reason may keep it
 * @returns {Promise<{edit?: any, because?: string, by?: string} | null>}
 */
export async function refusal(problem, board, by, may) {
  const limits = problem.broken ?? [];
  const repairs = problem.repairs ?? [];
  const told = await ask({
    title: language === 'zh' ? problem.title : t('refused'),
    kind: 'refusal',
    calm: true,
    body: html`
${limits.length > 0 ? html`<ul class="limits">${limits.map((/** @type {any} */ one) => html`<li>✕ ${limit(one, board)}</li>`)}</ul>` : html`<p>${problem.detail}</p>`}
${problem.change && html`<p class="soft">${t('would')} ${changed(problem.change)}</p>`}
${limits.length > 0 && html`<h3>${t('repairs')}</h3>${
      repairs.length > 0
        ? html`<ul class="repairs">${repairs.map(
            (/** @type {any} */ one, /** @type {number} */ ix) =>
              html`<li><button type="button" value="repair-${ix}">${language === 'zh' ? one.text : editText(one.edit, board)}</button> ${changed(one.change)}</li>`,
          )}</ul>`
        : html`<p class="soft">${t('repairs.none')}</p>`
    }`}
${may && limits.length > 0 && html`<h3>${t('override')}</h3><p class="row"><label>${t('override.by')} <input name="by" value="${by}" maxlength="40" required size="8"></label> <label>${t('override.because')} <input name="because" maxlength="200" required size="26"></label></p>`}`,
    buttons: html`${may && limits.length > 0 && html`<button value="because" class="danger">${t('override.keep')}</button>`}`,
  });
  if (told === null) return null;
  if (told.button.startsWith('repair-')) return { edit: repairs[Number(told.button.slice(7))].edit };
  return { because: told.because.trim(), by: told.by.trim() };
}
