// Clicks: marking stops, looking at routes, menus.

import { routeAt, stopAt } from './names.js';

/**
 * @param {import('./lanes.js').Lanes} lanes
 * @param {import('./actions.js').Actions} actions
 * @param {HTMLElement} tray
 */
export function picking(lanes, actions, tray) {
  const { root, selection, board } = lanes;

  root.addEventListener('click', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const lane = /** @type {HTMLElement | null} */ (target.closest('.lane'));
    const stop = /** @type {HTMLElement | null} */ (target.closest('.stop'));
    if (!lane) return;
    if (target.closest('.more')) {
      const { left, bottom } = target.getBoundingClientRect();
      actions.open(lane, { x: left, y: bottom });
    } else if (target.closest('.depart')) {
      actions.depart(routeAt(lane));
    } else if (stop) {
      const name = stopAt(stop);
      if (event.shiftKey && selection.route) selection.add(between(lane, name));
      else if (event.ctrlKey || event.metaKey) selection.toggle(name);
      else selection.only(name);
      lanes.focus(stop);
    } else if (target.closest('.head')) {
      selection.look(routeAt(lane));
    }
  });

  /** From the last that is marked in the lane to `name`. */
  const between = (/** @type {HTMLElement} */ lane, /** @type {any} */ name) => {
    const order = board.route(routeAt(lane))?.stops.map((/** @type {any} */ one) => ({ ...routeAt(lane), drop: one.drop })) ?? [];
    const at = (/** @type {any} */ stop) => order.findIndex((/** @type {any} */ one) => one.drop === stop.drop);
    const last = order.findLastIndex((/** @type {any} */ one) => selection.has(one) && one.drop !== name.drop);
    const from = last < 0 ? at(name) : last;
    return order.slice(Math.min(from, at(name)), Math.max(from, at(name)) + 1);
  };

  const context = (/** @type {MouseEvent} */ event) => {
    const element = /** @type {HTMLElement} */ (event.target).closest('.stop, .waiting, .lane');
    if (!(element instanceof HTMLElement)) return;
    event.preventDefault();
    if (element.matches('.stop') && !selection.has(stopAt(element))) selection.only(stopAt(element));
    // The key for menus has no place of its own.
    const box = element.getBoundingClientRect();
    const at = event.clientX > 0 ? { x: event.clientX, y: event.clientY } : { x: box.left, y: box.bottom };
    actions.open(element, at);
  };
  root.addEventListener('contextmenu', context);
  tray.addEventListener('contextmenu', context);
}
