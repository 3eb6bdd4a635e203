// Why a stop or a route is where it is, or why something waits: what binds, and what each other vehicle would cost.

import * as api from '../api.js';
import { changed, spare } from '../figures.js';
import { edit as editText, fault, limit, names, wayOut } from '../describe.js';
import { fill, html } from '../html.js';
import { language, t } from '../words/index.js';

/** So many offers are shown; the rest on demand. */
const FIRST = 8;

export async function open(
  /** @type {HTMLElement} */ body,
  /** @type {import('../panel.js').Desk} */ { board, work },
  /** @type {any} */ about,
) {
  const told = await api.get(`drafts/${board.told.draft}/why?${new URLSearchParams(about)}`);
  const offer = (/** @type {any} */ one, /** @type {number} */ ix) => html`<li><b>${one.vehicle}</b> ${
    one.change && changed(one.change)
  }${one.broken.map((/** @type {any} */ broken) => html`<div class="bad">✕ ${limit(broken, board)}</div>`)}${one.refused && html`<div class="soft">${fault({ code: one.refused_code, title: one.refused })}</div>`}${
    one.edit && html` <button type="button" class="plain" data-ix="${ix}" title="${language === 'zh' ? one.text : editText(one.edit, board)}">${t('why.do')}</button>`
  }</li>`;
  fill(
    body,
    html`<p><b>${about.trip && names.route(about)} ${about.drop && board.name(about.drop)}</b></p>
${told.fixed && html`<p class="bad">${fault({ code: told.fixed_code, title: told.fixed })}</p>`}
${told.waits && html`<p><b>${language === 'zh' ? told.waits.reason : t(`hold.${told.waits.code}`)}</b><br>→ ${wayOut(told.waits)}</p>`}
${told.bounds.length > 0 && html`<h3>${t('why.bounds')}</h3><ul class="list">${told.bounds.map((/** @type {any} */ one) => html`<li class="${one.spare === 0 ? 'bad' : ''}">${t(`bound.${one.code}`)} ${spare(one)} <small>${one.name}</small></li>`)}</ul>`}
${told.without && html`<h3>${t('why.without')}</h3><p>${changed(told.without)}</p>`}
<h3>${t('why.offers')}</h3><ul class="list">${told.offers.slice(0, FIRST).map(offer)}</ul>
${told.offers.length > FIRST && html`<details><summary>${t('why.more', { n: told.offers.length - FIRST })}</summary><ul class="list">${told.offers
      .slice(FIRST)
      .map((/** @type {any} */ one, /** @type {number} */ ix) => offer(one, ix + FIRST))}</ul></details>`}`,
  );
  body.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('[data-ix]');
    if (button instanceof HTMLElement) work.edit(told.offers[Number(button.dataset.ix)].edit);
  });
}
