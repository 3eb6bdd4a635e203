// The board of a draft as the server last told it. What is shown is read from here and changes by answers alone.

import { sameRoute } from './names.js';

/** @typedef {import('./names.js').RouteName} RouteName */

export class Board extends EventTarget {
  /** @param {any} told a whole board */
  constructor(told) {
    super();
    this.told = told;
    /** @type {Map<string, any>} */
    this.vehicles = new Map();
    this.man(told.vehicles);
    /** @type {Map<string, any[]>} by vehicle, in order of trips */
    this.days = new Map();
    this.index(told.routes);
  }

  get version() {
    return this.told.version;
  }

  /** Takes over the fleet. @returns {string[]} vehicles that are not as they were */
  man(/** @type {any[]} */ fleet) {
    const before = this.vehicles;
    this.vehicles = new Map(fleet.map((one) => [one.vehicle, one]));
    const other = (/** @type {any} */ one) => JSON.stringify(one) !== JSON.stringify(before.get(one.vehicle));
    return fleet.filter(other).map((one) => one.vehicle);
  }

  index(/** @type {any[]} */ routes) {
    for (const route of routes) {
      const day = this.days.get(route.vehicle) ?? [];
      day.push(route);
      this.days.set(route.vehicle, day.sort((a, b) => a.trip - b.trip));
    }
  }

  /** All routes, vehicle by vehicle. */
  routes() {
    return [...this.vehicles.keys()].flatMap((vehicle) => this.day(vehicle));
  }

  /** The routes of a vehicle. @returns {any[]} */
  day(/** @type {string} */ vehicle) {
    return this.days.get(vehicle) ?? [];
  }

  route(/** @type {RouteName} */ name) {
    return this.day(name.vehicle).find((route) => sameRoute(route, name));
  }

  stop(/** @type {import('./names.js').StopName} */ name) {
    return this.route(name)?.stops.find((/** @type {any} */ stop) => stop.drop === name.drop);
  }

  /** The route that a vehicle would begin next, where it may. @returns {RouteName | null} */
  next(/** @type {string} */ vehicle) {
    const trip = this.day(vehicle).length + 1;
    const may = this.vehicles.get(vehicle);
    return may && !may.frozen && trip <= may.trips ? { vehicle, trip } : null;
  }

  name(/** @type {string} */ drop) {
    return this.told.places[drop]?.name ?? drop;
  }

  /** The routes that visit a drop point. */
  visits(/** @type {string} */ drop) {
    return this.routes().filter((route) => route.stops.some((/** @type {any} */ stop) => stop.drop === drop));
  }

  /** Names of the locations whose cards travel or wait, by code. @returns {Map<string, string>} */
  locations() {
    const stops = this.routes().flatMap((route) => route.stops);
    const travel = stops.flatMap((/** @type {any} */ stop) => stop.contents);
    const wait = this.told.tray.flatMap((/** @type {any} */ one) => one.items);
    return new Map([...travel, ...wait].map((one) => [one.location, one.name]));
  }

  /**
   * Takes over what an answer or an event says. What is known already is passed over.
   * @returns {boolean} false: something between is missing, and the board has to be loaded again
   */
  apply(/** @type {any} */ delta) {
    if (delta.version <= this.version) return true;
    if (delta.from > this.version) return false;
    for (const vehicle of delta.vehicles) this.days.delete(vehicle);
    this.index(delta.routes);
    const { from, vehicles, routes, fleet, ...rest } = delta;
    // Nothing stands for what did not change.
    const news = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
    const sent = JSON.stringify(this.told.otherwise) !== JSON.stringify(rest.otherwise);
    this.told = { ...this.told, ...news };
    const touched = new Set(vehicles);
    if (fleet) this.man(fleet).forEach((vehicle) => touched.add(vehicle));
    this.tell({ vehicles: [...touched], tray: rest.tray !== null || sent });
    return true;
  }

  /** Takes over a board that was loaded again. */
  replace(/** @type {any} */ told) {
    this.told = told;
    this.man(told.vehicles);
    this.days.clear();
    this.index(told.routes);
    this.tell({ vehicles: [...this.vehicles.keys()], tray: true });
  }

  tell(/** @type {{vehicles: string[], tray: boolean}} */ detail) {
    this.dispatchEvent(new CustomEvent('change', { detail }));
  }
}
