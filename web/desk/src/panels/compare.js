// Two plans beside one another: what changed in figures, and the stops that differ, on the map too.

import * as api from '../api.js';
import { count, hours, km, signed, yuan } from '../figures.js';
import { fill, html } from '../html.js';
import { t } from '../words/index.js';
import { differing, moved } from './differ.js';

/** @type {[string, (n: number) => string][]} */
const FIGURES = [
  ['routes', count], ['stops', count], ['metres', km], ['duty_s', hours], ['cost_fen', yuan],
  ['waiting_cards', count], ['late_cards', count],
];

export async function open(/** @type {HTMLElement} */ body, /** @type {import('../panel.js').Desk} */ { board, day, map }) {
  const { drafts, revisions } = await api.get(`days/${day}/drafts`);
  const sides = [
    ...drafts.map((/** @type {any} */ one) => [`d${one.id}`, one.name]),
    ...revisions.map((/** @type {any} */ one) => [`r${one.number}`, `${t('revision', { n: one.number })} ${one.name ?? ''}`]),
  ];
  const choice = (/** @type {string} */ name, /** @type {string} */ now) => html`<select name="${name}" aria-label="${t(`compare.${name}`)}">${sides.map(
    ([key, text]) => html`<option value="${key}"${key === now && html` selected`}>${text}</option>`,
  )}</select>`;
  fill(
    body,
    html`<form class="row">${choice('one', `r${board.told.revision}`)} → ${choice('other', `d${board.told.draft}`)}</form><div class="outcome"></div>`,
  );
  const form = /** @type {HTMLFormElement} */ (body.querySelector('form'));
  const outcome = /** @type {HTMLElement} */ (body.querySelector('.outcome'));
  const route = (/** @type {any} */ one) => one && html`${one.stops} ${t('total.stops')} ${km(one.metres)} ${t('km')} ${yuan(one.cost_fen)} ${t('yuan')}`;
  const draw = async () => {
    const fields = new FormData(form);
    const told = await api.get(`days/${day}/compare?one=${fields.get('one')}&other=${fields.get('other')}`);
    fill(
      outcome,
      html`<table><tbody>${FIGURES.map(([name, as]) => html`<tr><th>${t(`total.${name}`)}</th><td>${signed(told.totals[name], as)}</td></tr>`)}</tbody></table>
${told.routes.length > 0 && html`<h3>${t('compare.routes', { n: told.routes.length })}</h3><table><tbody>${told.routes.map(
        (/** @type {any} */ one) => html`<tr><th>${one.vehicle}·${one.trip}</th><td>${route(one.was) ?? '—'}</td><td>${route(one.is) ?? '—'}</td></tr>`,
      )}</tbody></table>`}${differing(told)}`,
    );
    map.ring(moved(told).map((/** @type {any} */ stop) => stop.drop));
  };
  form.addEventListener('change', draw);
  await draw();
  return () => map.ring([]);
}
