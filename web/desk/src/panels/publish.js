// From draft to revision, and a revision into force: two persons where the centre asks for it.

import * as api from '../api.js';
import { fault } from '../describe.js';
import { changed } from '../figures.js';
import { fill, html } from '../html.js';
import { t } from '../words/index.js';

export async function open(/** @type {HTMLElement} */ body, /** @type {import('../panel.js').Desk} */ { board, by, day }) {
  /** What was said last. @type {any} */
  let said = html``;

  const draw = async () => {
    const { revisions } = await api.get(`days/${day}/drafts`);
    const { told } = board;
    fill(
      body,
      html`<div role="status">${said}</div><h3>${t('propose')}</h3>
<p>${t('draft.is', { name: told.name, version: told.version, revision: told.revision })}</p><p>${changed(told.changed, { all: true })}</p>
${told.overrides.length > 0 && html`<p class="bad">${t('propose.overrides', { n: told.overrides.length })}</p>`}
<form data-do="propose"><label>${t('revision.name')} <input name="name" maxlength="60" value="${told.name}"></label> <button>${t('propose.do')}</button></form>
<h3>${t('revisions')}</h3><ul class="list">${revisions.map(
        (/** @type {any} */ one) => html`<li><b>${t('revision', { n: one.number })}</b> ${t(`status.${one.status}`)} ${one.name ?? ''} <small>${one.by ?? ''}</small>
${one.status === 'proposed' && html`<form data-do="publish" data-id="${one.number}"><label>${t('publish.by')} <input name="by" maxlength="40" required value="${by}" size="8"></label> <button>${t('publish.do')}</button>${one.two_persons && html` <small>${t('publish.two')}</small>`}</form>`}</li>`,
      )}</ul>`,
    );
  };

  body.addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const fields = new FormData(form);
    try {
      if (form.dataset.do === 'propose') {
        const told = await api.post(`drafts/${board.told.draft}/proposal`, { by, name: fields.get('name') || null }, board.version);
        said = html`<p class="good">${t('propose.done', { n: told.revision })}</p>`;
      } else {
        const told = await api.post(`days/${day}/revisions/${form.dataset.id}/publication`, { by: fields.get('by') }, board.version);
        said = html`<p class="good">${t('publish.done', { n: told.revision })} <a href="/days/${day}/print">${t('publish.print')}</a></p>`;
      }
    } catch (error) {
      const { problem, message } = /** @type {any} */ (error);
      said = html`<p class="bad">${problem ? fault(problem) : message} ${problem?.detail ?? ''}</p>`;
    }
    await draw();
  });
  await draw();
}
