// What is selected: stops that are marked, and the route that is looked at.

import { routeKey, stopKey } from './names.js';

/** @typedef {import('./names.js').StopName} StopName */
/** @typedef {import('./names.js').RouteName} RouteName */

export class Selection extends EventTarget {
  constructor() {
    super();
    /** @type {Map<string, StopName>} in the order in which they were marked */
    this.marked = new Map();
    /** @type {RouteName | null} */
    this.route = null;
  }

  has(/** @type {StopName} */ stop) {
    return this.marked.has(stopKey(stop));
  }

  stops() {
    return [...this.marked.values()];
  }

  /** This stop alone. */
  only(/** @type {StopName} */ stop) {
    this.marked = new Map([[stopKey(stop), stop]]);
    this.look(stop);
  }

  toggle(/** @type {StopName} */ stop) {
    if (!this.marked.delete(stopKey(stop))) this.marked.set(stopKey(stop), stop);
    this.look(stop);
  }

  add(/** @type {StopName[]} */ stops) {
    for (const stop of stops) this.marked.set(stopKey(stop), stop);
    this.look(stops[0] ?? null);
  }

  clear() {
    this.marked.clear();
    this.look(null);
  }

  /** Looks at the route of `name`. */
  look(/** @type {RouteName | null} */ name) {
    this.route = name && { vehicle: name.vehicle, trip: name.trip };
    this.dispatchEvent(new Event('change'));
  }

  /** Forgets what is not there any more. */
  keep(/** @type {import('./board.js').Board} */ board) {
    const gone = this.stops().filter((stop) => !board.stop(stop));
    for (const stop of gone) this.marked.delete(stopKey(stop));
    const lost = this.route && !board.route(this.route);
    if (lost) this.route = null;
    if (gone.length > 0 || lost) this.dispatchEvent(new Event('change'));
  }

  looksAt(/** @type {RouteName} */ name) {
    return this.route !== null && routeKey(this.route) === routeKey(name);
  }
}
