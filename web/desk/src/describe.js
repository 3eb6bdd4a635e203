// What the server says, in words: limits, entries of the log. The server's own texts are Chinese; in English they are
// made from the same figures.

import { count, hours, kg, km, over } from './figures.js';
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
  if (entry.edit === null) return t(`entry.${entry.what}`, { vehicles: entry.vehicles.join(', ') });
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

/** What was refused, by its code. */
export function fault(/** @type {{code: string, title: string}} */ { code, title }) {
  const key = `fault.${code}`;
  const text = language === 'zh' ? title : t(key);
  return text === key ? title : text;
}

/** In what a need is counted. @type {Record<string, (n: number) => string>} */
const NEEDS = { weight: kg, distance: km, window: hours, shift: hours, dock: hours, break: hours };

/** What would have to change for cards to travel. */
export function wayOut(/** @type {{way_out: string, need: any}} */ { way_out, need }) {
  if (language === 'zh' || need === null) return way_out;
  const { kind, amount, what, vehicle } = need;
  const said = t(kind === 'next_open' && what === null ? 'need.never_open' : `need.${kind}`, {
    n: amount === null ? '' : (NEEDS[kind] ?? count)(amount),
    what,
  });
  return vehicle === null ? said : `${vehicle}: ${said}`;
}

/** What came up. */
export function happened(/** @type {any} */ incident, /** @type {Board} */ board) {
  if (language === 'zh') return incident.text;
  const { kind, vehicle, back, percent, drop, divert, post, reopens, locations, serials, by } = incident.what;
  const name = drop === undefined ? '' : board.name(drop);
  switch (kind) {
    case 'vehicle_out':
      return t(back === null ? 'came.vehicle_out' : 'came.vehicle_back', { vehicle, back });
    case 'roads':
      return t(percent === null ? 'came.roads_closed' : 'came.roads_slow', { percent });
    case 'closed':
      if (divert !== null) return t('came.divert', { name, to: board.name(divert) });
      return t(post ? 'came.post' : 'came.closed', { name, day: reopens ?? '?' });
    default:
      return t('came.must_arrive', { locations: locations.length, cards: serials.length, by });
  }
}
