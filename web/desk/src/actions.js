// What can be done to a stop, a route, a vehicle or what waits, as menus.

import { names } from './describe.js';
import { html } from './html.js';
import { routeAt, routeOf, sameRoute, stopAt } from './names.js';
import { ask, line } from './ui/dialog.js';
import { menu } from './ui/menu.js';
import { t } from './words/index.js';

/** @typedef {import('./names.js').StopName} StopName */
/** @typedef {import('./names.js').RouteName} RouteName */
/** @typedef {import('./ui/menu.js').Action} Action */

export class Actions {
  /**
   * @param {import('./lanes.js').Lanes} lanes
   * @param {import('./work.js').Work} work
   * @param {(taken: import('./grab.js').Taken) => void} grab
   * @param {(panel: string, about: any) => void} show opens a panel
   */
  constructor(lanes, work, grab, show) {
    this.lanes = lanes;
    this.board = lanes.board;
    this.work = work;
    this.grab = grab;
    this.show = show;
  }

  /** Opens the menu of an element: a stop, something that waits, or a lane. */
  open(/** @type {HTMLElement} */ element, /** @type {{x: number, y: number}} */ at) {
    const [label, actions] = element.matches('.stop')
      ? this.ofStop(stopAt(element))
      : element.matches('.waiting')
        ? this.ofWaiting(element.dataset.drop ?? '')
        : this.ofRoute(routeAt(element));
    if (actions.length > 0) menu(actions, at, label);
  }

  /** The stop, or all that are marked when it is among them. */
  chosen(/** @type {StopName} */ stop) {
    const { selection } = this.lanes;
    return selection.has(stop) ? selection.stops() : [stop];
  }

  /** @returns {[string, Action[]]} */
  ofStop(/** @type {StopName} */ stop) {
    const stops = this.chosen(stop);
    const told = this.board.stop(stop);
    const one = stops.length === 1;
    /** @type {(Action | false | undefined)[]} */
    const actions = [
      { text: t('do.move'), key: 'M', act: () => this.grab({ stops }) },
      { text: t('do.hold'), key: 'Delete', act: () => this.hold(stops) },
      ...this.sending([...new Set(stops.map(({ drop }) => drop))]),
      stops.length === 2 && { text: t('do.swap'), act: () => this.work.edit({ do: 'swap', one: stops[0], other: stops[1] }) },
      !one && stops.every((other) => sameRoute(other, stop)) && { text: t('do.reverse'), act: () => this.reverse(stops) },
      one && told?.contents.length > 1 && { text: t('do.split'), act: () => this.split(stop) },
      ...(one ? this.joins(stop) : []),
      { text: t(told?.locked ? 'do.unlock' : 'do.lock'), key: 'L', act: () => this.lock(stop) },
      one && { text: t('do.why'), key: 'W', act: () => this.show('why', stop) },
      ...(one ? this.rules(stop, told) : []),
    ];
    return [names.stops(stops, this.board), actions.filter((action) => action !== false && action !== undefined)];
  }

  /** What is so today may be so always: a standing rule, filled in from the stop. */
  rules(/** @type {StopName} */ { drop: location, vehicle }, /** @type {any} */ told) {
    const [hours, minutes] = (told?.begin ?? '').split(':').map(Number);
    const at = `${String(hours).padStart(2, '0')}:${String(minutes - (minutes % 5)).padStart(2, '0')}`;
    const keep = (/** @type {any} */ what) => () => this.show('rules', { location, ...what });
    return [
      { text: t('do.rule.vehicle', { vehicle }), act: keep({ kind: 'on_vehicle', vehicle }) },
      // A field for times ends with the day.
      hours < 24 && { text: t('do.rule.before', { at }), act: keep({ kind: 'not_before', at }) },
    ];
  }

  joins(/** @type {StopName} */ stop) {
    const others = this.board.visits(stop.drop).filter((route) => !sameRoute(route, stop));
    return others.map((route) => ({
      text: t('do.join', { route: names.route(route) }),
      act: () => void this.work.edit({ do: 'join', stop, into: routeOf(route) }),
    }));
  }

  /** @returns {[string, Action[]]} */
  ofRoute(/** @type {RouteName} */ name) {
    const route = this.board.route(name);
    if (!route) return ['', []];
    const { locked, stops } = route;
    const named = stops.map((/** @type {any} */ stop) => ({ ...name, drop: stop.drop }));
    const edit = (/** @type {any} */ what) => void this.work.edit(what);
    return [
      names.route(name),
      [
        { text: t('do.depart'), act: () => this.depart(name) },
        { text: t('do.reverse.all'), act: () => this.reverse(named) },
        { text: t('do.mark'), act: () => this.lanes.selection.add(named) },
        {
          text: t(locked.order ? 'do.unlock.order' : 'do.lock.order'),
          act: () => edit({ do: locked.order ? 'unlock_order' : 'lock_order', route: name }),
        },
        {
          text: t(locked.route ? 'do.unlock.route' : 'do.lock.route'),
          act: () => edit({ do: locked.route ? 'unlock_route' : 'lock_route', route: name }),
        },
        { text: t('do.why'), act: () => this.show('why', name) },
        { text: t('do.clear', { vehicle: name.vehicle }), act: () => this.clear(name.vehicle) },
      ],
    ];
  }

  /** @returns {[string, Action[]]} */
  ofWaiting(/** @type {string} */ drop) {
    return [
      this.board.name(drop),
      [
        { text: t('do.take'), key: 'M', act: () => this.grab({ waiting: drop }) },
        ...this.sending([drop]),
        { text: t('do.why'), key: 'W', act: () => this.show('why', { drop }) },
      ],
    ];
  }

  /** All cards for drop points go otherwise than by van. */
  sending(/** @type {string[]} */ drops) {
    return ['post', 'pickup'].map((mode) => ({ text: t(`do.send.${mode}`), act: () => void this.send(drops, mode) }));
  }

  async send(/** @type {string[]} */ drops, /** @type {string} */ mode) {
    const stops = names.stops(drops.map((drop) => ({ drop })), this.board);
    const reason = await line(t(`edit.send.${mode}`, { stops }), t('reason'));
    if (reason) await this.work.edit({ do: 'send', drops, mode, reason });
  }

  async hold(/** @type {StopName[]} */ stops) {
    const reason = await line(t('edit.hold', { stops: names.stops(stops, this.board) }), t('reason'));
    if (reason) await this.work.edit({ do: 'hold', stops, reason });
  }

  async clear(/** @type {string} */ vehicle) {
    const reason = await line(t('edit.clear', { vehicle }), t('reason'));
    if (reason) await this.work.edit({ do: 'clear', vehicle, reason });
  }

  reverse(/** @type {StopName[]} */ stops) {
    const route = this.board.route(stops[0]);
    const at = (/** @type {StopName} */ stop) => route.stops.findIndex((/** @type {any} */ one) => one.drop === stop.drop);
    const order = [...stops].sort((a, b) => at(a) - at(b));
    this.work.edit({ do: 'reverse', from: order[0], to: order[order.length - 1].drop });
  }

  lock(/** @type {StopName} */ stop) {
    this.work.edit({ do: this.board.stop(stop)?.locked ? 'unlock_stop' : 'lock_stop', stop });
  }

  async depart(/** @type {RouteName} */ name) {
    const route = this.board.route(name);
    const told = await ask({
      title: t('do.depart.of', { route: names.route(name) }),
      body: html`<p><label>${t('depart.at')} <input name="at" type="time" value="${route.depart}" required autofocus></label></p>`,
      buttons: html`<button value="ok">${t('ok')}</button>${route.depart_fixed && html`<button type="button" class="plain" value="free">${t('depart.free')}</button>`}`,
    });
    if (told) await this.work.edit({ do: 'depart', route: name, at: told.button === 'free' ? null : told.at });
  }

  async split(/** @type {StopName} */ stop) {
    const { contents } = this.board.stop(stop);
    const told = await ask({
      title: t('split.of', { name: this.board.name(stop.drop) }),
      body: html`<p>${t('split.which')}</p><ul class="choices">${contents.map(
        (/** @type {any} */ one, /** @type {number} */ ix) =>
          html`<li><label><input type="checkbox" name="pouch" value="${ix}"> ${one.name} ${one.number}/${one.of} ${t('cards', { n: one.cards })}</label></li>`,
      )}</ul>`,
      buttons: html`<button value="ok">${t('split.where')}</button>`,
    });
    const chosen = [told?.pouch ?? []].flat().map((ix) => contents[Number(ix)]);
    if (chosen.length === 0) return;
    const pouches = chosen.map(({ location, number }) => ({ location, number }));
    this.grab({ split: stop, pouches });
  }
}
