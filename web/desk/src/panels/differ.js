// Stops that differ between two plans: those with another vehicle, and, on demand, those at another place or time only.

import { html } from '../html.js';
import { t } from '../words/index.js';

const visits = (/** @type {any[]} */ list) =>
  list.map((one) => `${one.vehicle}·${one.trip} (${one.place}) ${one.begin}`).join(t('list'));

/** Where its cards go: with which vehicles, not by van, or nowhere today. */
const way = (/** @type {any[]} */ list, /** @type {number} */ waits, /** @type {number} */ otherwise) =>
  [
    list.length > 0 || (waits === 0 && otherwise > 0) ? visits(list) : t('tray'),
    otherwise > 0 ? t('differ.otherwise', { n: otherwise }) : '',
  ].filter(Boolean).join(t('list'));

const list = (/** @type {any[]} */ stops) => html`<ul class="list">${stops.map(
  (stop) => html`<li><b>${stop.name}</b><div>${way(stop.was, stop.waited, stop.went_otherwise)} → ${way(stop.is, stop.waits, stop.goes_otherwise)}</div></li>`,
)}</ul>`;

/** Those that differ in more than place and time. @returns {any[]} */
export const moved = (/** @type {any} */ { stops }) =>
  stops.filter((/** @type {any} */ stop) => stop.differs.some((/** @type {string} */ what) => what !== 'place' && what !== 'time'));

export function differing(/** @type {any} */ comparison) {
  const others = moved(comparison);
  const shifted = comparison.stops.filter((/** @type {any} */ stop) => !others.includes(stop));
  return html`<h3>${t('differ', { n: others.length, same: comparison.same_stops })}</h3>${list(others)}
${shifted.length > 0 && html`<details><summary>${t('differ.shifted', { n: shifted.length })}</summary>${list(shifted)}</details>`}`;
}
