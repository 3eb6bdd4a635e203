// What the server says, in words: limits, entries of the log. The server's own texts are Chinese; in English they are
// made from the same figures.

import { over } from './figures.js';
import { language, t } from './words/index.js';

/** @typedef {import('./board.js').Board} Board */

export const names = {
  /** @param {import('./names.js').RouteName} route */
  route: ({ vehicle, trip }) => t('route', { vehicle, trip }),
  /** @param {import('./names.js').Place} place @param {Board} board */
  place: ({ vehicle, trip, before }, board) =>
    t(before === null ? 'place.end' : 'place.before', {
      route: t('route', { vehicle, trip }),
      name: before === null ? '' : board.name(before),
    }),
  /** @param {{drop: string}[]} stops @param {Board} board */
  stops: (stops, board) =>
    stops.length === 1
      ? board.name(stops[0].drop)
      : t('stops.some', { n: stops.length, name: board.name(stops[0].drop) }),
};

/** A limit that is broken, and by how much. */
export function limit(/** @type {any} */ broken, /** @type {Board} */ board) {
  if (language === 'zh') return broken.text;
  const what = t(`limit.${broken.code}`);
  const where = broken.drop === null ? '' : ` (${board.name(broken.drop)})`;
  return `${broken.vehicle ?? ''}${where}: ${what}, ${over(broken)}`;
}

/** An entry of the log. */
export function entryText(/** @type {any} */ entry, /** @type {Board} */ board) {
  if (language === 'zh') return entry.text;
  if (entry.edit === null) return t(`entry.${entry.what}`);
  return edit(entry.edit, board);
}

/** What a proposed edit does. */
export function edit(/** @type {any} */ what, /** @type {Board} */ board) {
  const one = what.stop ?? what.one ?? what.from;
  const drops = what.drops ?? (what.drop ? [what.drop] : null);
  const stops = what.stops ?? (one ? [one] : drops?.map((/** @type {string} */ drop) => ({ drop })));
  return t(what.do === 'send' ? `edit.send.${what.mode}` : `edit.${what.do}`, {
    stops: stops && names.stops(stops, board),
    other: what.other && board.name(what.other.drop),
    place: what.to?.vehicle && names.place(what.to, board),
    route: what.route ? names.route(what.route) : what.into ? names.route(what.into) : '',
    vehicle: what.vehicle ?? '',
    at: what.at ?? t('free'),
  });
}
