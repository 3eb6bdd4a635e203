// Stops that differ between two plans: those with another vehicle, and, on demand, those at another place or time only.

import { html } from '../html.js';
import { t } from '../words/index.js';

const visits = (/** @type {any[]} */ list) =>
  list.length === 0 ? t('tray') : list.map((one) => `${one.vehicle}·${one.trip} (${one.place}) ${one.begin}`).join(t('list'));

const list = (/** @type {any[]} */ stops) => html`<ul class="list">${stops.map(
  (stop) => html`<li><b>${stop.name}</b><div>${visits(stop.was)} → ${visits(stop.is)}</div></li>`,
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
