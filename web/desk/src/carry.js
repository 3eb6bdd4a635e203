// Something was taken up by keyboard: arrows choose where it goes.

import { html } from './html.js';
import { routeAt, sameRoute } from './names.js';
import { answer } from './ui/answer.js';
import { t } from './words/index.js';

/** Lanes that PageUp and PageDown pass. */
export const PAGE = 5;

/** @typedef {import('./names.js').Place} Place */

export class Carry {
  /**
   * @param {import('./lanes.js').Lanes} lanes
   * @param {import('./mover.js').Mover} mover
   */
  constructor(lanes, mover) {
    this.lanes = lanes;
    this.mover = mover;
    /** Whether something was taken up by keyboard. */
    this.holding = false;
    mover.addEventListener('change', () => {
      if (!mover.taken) this.holding = false;
    });
  }

  /** Takes something up; arrows then choose where it goes. */
  grab(/** @type {import('./grab.js').Taken} */ taken) {
    this.mover.take(taken);
    this.holding = true;
    const from = 'stops' in taken ? taken.stops[0] : 'split' in taken ? taken.split : this.first();
    if (!from) return;
    const before = 'drop' in from ? String(from.drop) : null;
    this.aim({ vehicle: from.vehicle, trip: from.trip, before });
    answer(html`${t('grabbed')}`, 'trial');
  }

  /** The route that is on top of what is seen. */
  first() {
    const lane = this.lanes.visible()[0];
    return lane && routeAt(lane);
  }

  /** What a key does while something is held. */
  key(/** @type {string} */ key) {
    const { mover } = this;
    switch (key) {
      case 'Escape':
        mover.cancel();
        return true;
      case 'Enter':
        mover.drop();
        return true;
      case 't':
      case 'T':
        mover.aim('tray');
        return true;
      case 'n':
      case 'N':
        return this.newTrip();
      case 'ArrowLeft':
        return this.along(-1);
      case 'ArrowRight':
        return this.along(1);
      case 'ArrowUp':
        return this.across(-1);
      case 'ArrowDown':
        return this.across(1);
      case 'PageUp':
        return this.across(-PAGE);
      case 'PageDown':
        return this.across(PAGE);
      case '/':
        return false;
      default:
        return true;
    }
  }

  aim(/** @type {Place} */ place) {
    this.mover.aim(place)?.scrollIntoView({ block: 'nearest' });
  }

  /** The place aimed at, or one to begin with. @returns {Place | null} */
  place() {
    const { target } = this.mover;
    if (target !== null && target !== 'tray') return target;
    const first = this.first();
    return first ? { ...first, before: null } : null;
  }

  along(/** @type {number} */ step) {
    const place = this.place();
    if (!place) return true;
    const order = [...(this.lanes.board.route(place)?.stops ?? []).map((/** @type {any} */ stop) => stop.drop), null];
    const at = Math.max(0, order.indexOf(place.before)) + step;
    this.aim({ ...place, before: order[Math.min(Math.max(at, 0), order.length - 1)] });
    return true;
  }

  across(/** @type {number} */ step) {
    const place = this.place();
    const lanes = this.lanes.visible().filter((lane) => !lane.matches('.frozen'));
    if (!place || lanes.length === 0) return true;
    const now = lanes.findIndex((lane) => sameRoute(routeAt(lane), place));
    const lane = lanes[Math.min(Math.max(now + step, 0), lanes.length - 1)];
    const name = routeAt(lane);
    const was = this.lanes.board.route(place)?.stops.findIndex((/** @type {any} */ s) => s.drop === place.before) ?? 0;
    const stops = this.lanes.board.route(name)?.stops ?? [];
    this.aim({ ...name, before: stops[was < 0 ? stops.length : was]?.drop ?? null });
    return true;
  }

  newTrip() {
    const place = this.place();
    const next = place && this.lanes.board.next(place.vehicle);
    if (next) this.aim({ ...next, before: null });
    return true;
  }
}
