// What was taken up to be put elsewhere, by mouse or by keyboard, and the edit that it would be at a place.

import { sameRoute, stopKey } from './names.js';

/** @typedef {import('./names.js').StopName} StopName */
/** @typedef {import('./names.js').Place} Place */
/** @typedef {{stops: StopName[]} | {waiting: string} | {split: StopName, pouches: {location: string, number: number}[]}} Taken */
/** @typedef {Place | 'tray'} Target */

/** Stands for a reason while it is only tried what holding would change. */
const NO_REASON = '—';

/**
 * The edit that puts `taken` to `target`; null where nothing would change.
 * @param {Taken} taken
 * @param {Target | null} target
 * @param {import('./board.js').Board} board
 */
export function editFor(taken, target, board) {
  if (target === null) return null;
  if ('waiting' in taken) return target === 'tray' ? null : { do: 'take', drop: taken.waiting, to: target };
  if ('split' in taken) {
    if (target === 'tray' || sameRoute(target, taken.split)) return null;
    return { do: 'split', stop: taken.split, pouches: taken.pouches, to: target };
  }
  if (target === 'tray') return { do: 'hold', stops: taken.stops, reason: NO_REASON };
  const to = beyond(taken.stops, target, board);
  return stays(taken.stops, to, board) ? null : { do: 'move', stops: taken.stops, to };
}

/** The place named by a stop that does not travel along itself. @returns {Place} */
function beyond(/** @type {StopName[]} */ stops, /** @type {Place} */ target, /** @type {any} */ board) {
  const taken = new Set(stops.map(stopKey));
  const route = board.route(target);
  if (!route || target.before === null) return target;
  const from = route.stops.findIndex((/** @type {any} */ stop) => stop.drop === target.before);
  const free = route.stops
    .slice(Math.max(0, from))
    .find((/** @type {any} */ stop) => !taken.has(stopKey({ ...target, drop: stop.drop })));
  return { vehicle: target.vehicle, trip: target.trip, before: free?.drop ?? null };
}

/** Whether the stops stand there already, in this order. */
function stays(/** @type {StopName[]} */ stops, /** @type {Place} */ to, /** @type {any} */ board) {
  if (!stops.every((stop) => sameRoute(stop, to))) return false;
  const order = board.route(to)?.stops.map((/** @type {any} */ stop) => stop.drop) ?? [];
  const end = to.before === null ? order.length : order.indexOf(to.before);
  return stops.every((stop, ix) => order[end - stops.length + ix] === stop.drop);
}
