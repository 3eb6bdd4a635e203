// All routes under one another. Only lanes of vehicles that changed are made anew; what is out of sight costs nothing
// (`content-visibility`), and there is one listener for all of them.

import { elements } from './html.js';
import { lane, spare } from './lane.js';
import { routeAt, routeKey, stopKey } from './names.js';
import { paint } from './paint.js';
import { pause } from './pause.js';

/** So many lanes are made in one go. */
const AT_ONCE = 6;

export class Lanes {
  /**
   * @param {HTMLElement} root
   * @param {import('./board.js').Board} board
   * @param {import('./selection.js').Selection} selection
   */
  constructor(root, board, selection) {
    this.root = root;
    this.board = board;
    this.selection = selection;
    this.ranks = new Map([...board.vehicles.keys()].map((name, ix) => [name, ix]));
    /** What is told of each lane that is put in. @type {((lane: HTMLElement) => void)[]} */
    this.whenMade = [];
    /** @type {(route: any) => boolean} which routes are wanted */
    this.wanted = () => true;
    selection.addEventListener('change', () => this.mark());
    board.addEventListener('change', (event) => this.patch(/** @type {CustomEvent} */ (event).detail.vehicles));
  }

  /** The look of a vehicle's routes. */
  look(/** @type {string} */ vehicle) {
    return paint(this.ranks.get(vehicle) ?? 0);
  }

  /** Makes all lanes, a few at a time, so that the page answers meanwhile. */
  async draw() {
    this.root.replaceChildren();
    const vehicles = this.inOrder();
    for (let ix = 0; ix < vehicles.length; ix += AT_ONCE) {
      for (const vehicle of vehicles.slice(ix, ix + AT_ONCE)) this.root.append(...this.lanesOf(vehicle));
      await pause();
    }
    this.mark();
    this.reachable();
  }

  /** Vehicles that drive, then those that do not. */
  inOrder() {
    const all = [...this.board.vehicles.keys()];
    return [...all.filter((v) => this.drives(v)), ...all.filter((v) => !this.drives(v))];
  }

  drives(/** @type {string} */ vehicle) {
    return this.board.day(vehicle).length > 0;
  }

  lanesOf(/** @type {string} */ vehicle) {
    const day = this.board.day(vehicle);
    const look = this.look(vehicle);
    const told = this.board.vehicles.get(vehicle);
    if (day.length === 0 && told.frozen) return [];
    const markup = day.length > 0 ? day.map((route) => lane(route, this.board, look)) : [spare(told)];
    const made = /** @type {HTMLElement[]} */ (markup.flatMap(elements));
    for (const [ix, one] of made.entries()) {
      one.hidden = !this.wanted(day[ix] ?? told);
      this.whenMade.forEach((tell) => tell(one));
    }
    return made;
  }

  /** Makes the lanes of these vehicles anew, where they stand in the order. */
  patch(/** @type {string[]} */ vehicles) {
    const focused = this.focused();
    const order = this.inOrder();
    for (const vehicle of order.filter((v) => vehicles.includes(v)).reverse()) {
      this.of(vehicle).forEach((lane) => lane.remove());
      const after = order.slice(order.indexOf(vehicle) + 1).find((v) => this.of(v).length > 0);
      const before = after === undefined ? null : this.of(after)[0];
      for (const one of this.lanesOf(vehicle)) this.root.insertBefore(one, before);
    }
    this.selection.keep(this.board);
    this.mark();
    this.reachable();
    if (focused && !this.root.contains(document.activeElement)) this.focusAgain(focused);
  }

  /** The lanes of a vehicle. @returns {HTMLElement[]} */
  of(/** @type {string} */ vehicle) {
    return [...this.root.querySelectorAll('.lane')].filter(
      /** @returns {lane is HTMLElement} */ (lane) => /** @type {HTMLElement} */ (lane).dataset.vehicle === vehicle,
    );
  }

  /** Lanes that are shown, top to bottom. @returns {HTMLElement[]} */
  visible() {
    return [...this.root.querySelectorAll('.lane:not([hidden])')].map((lane) => /** @type {HTMLElement} */ (lane));
  }

  lane(/** @type {import('./names.js').RouteName} */ name) {
    return this.of(name.vehicle).find((lane) => routeKey(routeAt(lane)) === routeKey(name));
  }

  /** The element of a stop. @returns {HTMLElement | null} */
  stop(/** @type {import('./names.js').StopName} */ name) {
    return this.lane(name)?.querySelector(`[data-drop="${CSS.escape(name.drop)}"]`) ?? null;
  }

  /** What has the focus: the name of a route, with the stop if it is one. */
  focused() {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement) || !this.root.contains(active)) return null;
    const lane = /** @type {HTMLElement | null} */ (active.closest('.lane'));
    return lane && { ...routeAt(lane), drop: active.dataset.drop ?? null };
  }

  focusAgain(/** @type {{vehicle: string, trip: number, drop: string | null}} */ name) {
    const stop = name.drop !== null && this.stop({ ...name, drop: name.drop });
    this.focus(stop || this.lane(name)?.querySelector('.route') || this.root.querySelector('.route'));
  }

  /** Gives an element of a lane the focus; Tab leads to it from now on. */
  focus(/** @type {Element | null | undefined | false} */ element) {
    if (!(element instanceof HTMLElement)) return;
    this.root.querySelectorAll('[tabindex="0"]').forEach((one) => one.setAttribute('tabindex', '-1'));
    element.tabIndex = 0;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  }

  /** Something can always be reached by Tab. */
  reachable() {
    if (this.root.querySelector('[tabindex="0"]')) return;
    const first = this.root.querySelector('.lane:not([hidden]) .stop, .lane:not([hidden]) .route');
    if (first instanceof HTMLElement) first.tabIndex = 0;
  }

  /** Shows what is selected. */
  mark() {
    for (const lane of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll('.lane:not(.spare)'))) {
      const name = routeAt(lane);
      const looked = this.selection.looksAt(name);
      if (lane.classList.contains('looked') !== looked) {
        lane.classList.toggle('looked', looked);
        lane.querySelector('.route')?.setAttribute('aria-pressed', String(looked));
      }
      if (!looked && !lane.dataset.marked && this.selection.marked.size === 0) continue;
      let any = '';
      for (const stop of /** @type {NodeListOf<HTMLElement>} */ (lane.querySelectorAll('.stop'))) {
        const marked = this.selection.marked.has(stopKey({ ...name, drop: stop.dataset.drop ?? '' }));
        if (marked) any = 'yes';
        if ((stop.getAttribute('aria-pressed') === 'true') !== marked) stop.setAttribute('aria-pressed', String(marked));
      }
      lane.dataset.marked = any;
    }
  }

  /** Shows only the routes that are wanted. */
  filter(/** @type {(route: any) => boolean} */ wanted) {
    this.wanted = wanted;
    for (const lane of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll('.lane'))) {
      const name = routeAt(lane);
      lane.hidden = !wanted(this.board.route(name) ?? this.board.vehicles.get(name.vehicle));
    }
  }
}
