// Where something would be put: shown as a bar before a stop, at the end of a route, or over the tray.

import { byId } from './html.js';

/** @typedef {import('./grab.js').Target} Target */

/** The place in a lane under a point. @returns {Target | null} */
export function placeAt(/** @type {HTMLElement} */ lane, /** @type {number} */ x, /** @type {number} */ y) {
  const vehicle = lane.dataset.vehicle ?? '';
  const next = lane.querySelector('.next');
  if (next instanceof HTMLElement && holds(next.getBoundingClientRect(), x, y)) {
    return { vehicle, trip: Number(next.dataset.trip), before: null };
  }
  const trip = Number(lane.dataset.trip);
  for (const stop of /** @type {NodeListOf<HTMLElement>} */ (lane.querySelectorAll('.stop'))) {
    const { left, right, bottom } = stop.getBoundingClientRect();
    // The first stop that lies after the point as one reads.
    if (y <= bottom && x < (left + right) / 2) return { vehicle, trip, before: stop.dataset.drop ?? null };
  }
  return { vehicle, trip, before: null };
}

const holds = (/** @type {DOMRect} */ box, /** @type {number} */ x, /** @type {number} */ y) =>
  box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;

export class Slot {
  /** @param {import('./lanes.js').Lanes} lanes */
  constructor(lanes) {
    this.lanes = lanes;
    /** @type {Element[]} */
    this.shown = [];
  }

  /** Shows the place, and nothing else. @returns {HTMLElement | null} where it is on the page */
  show(/** @type {Target | null} */ target) {
    this.shown.forEach((element) => element.classList.remove('slot', 'slot-end', 'over'));
    this.shown = [];
    if (target === null) return null;
    if (target === 'tray') return this.add(byId('tray'), 'over');
    const lane = this.lanes.lane(target);
    if (!lane) {
      // A trip that is not there yet.
      const last = this.lanes.of(target.vehicle).at(-1);
      const next = last?.querySelector('.next');
      return next instanceof HTMLElement ? this.add(next, 'over') : null;
    }
    this.add(lane, 'over');
    if (target.before !== null) {
      const stop = this.lanes.stop({ ...target, drop: target.before });
      return stop?.parentElement ? this.add(stop.parentElement, 'slot') : lane;
    }
    const end = lane.querySelector('.stops > li:last-child');
    return end instanceof HTMLElement ? this.add(end, 'slot-end') : lane;
  }

  add(/** @type {HTMLElement} */ element, /** @type {string} */ kind) {
    element.classList.add(kind);
    this.shown.push(element);
    return element;
  }
}
