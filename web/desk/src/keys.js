// From stop to stop by keyboard, and what a key does there.

import { PAGE } from './carry.js';
import { routeAt, stopAt } from './names.js';

export class Keys {
  /**
   * @param {import('./lanes.js').Lanes} lanes
   * @param {import('./carry.js').Carry} carry
   * @param {import('./actions.js').Actions} actions
   * @param {HTMLElement} tray
   */
  constructor(lanes, carry, actions, tray) {
    this.lanes = lanes;
    this.carry = carry;
    this.actions = actions;
    this.tray = tray;
  }

  listen() {
    this.lanes.root.addEventListener('keydown', (event) => this.key(event));
    this.tray.addEventListener('keydown', (event) => this.key(event));
    this.tray.addEventListener('focusin', ({ target }) => {
      if (target === this.tray.querySelector('ul')) this.intoTray(0);
    });
  }

  key(/** @type {KeyboardEvent} */ event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const done = this.carry.holding
      ? this.carry.key(event.key)
      : target.closest('.waiting')
        ? this.inTray(event.key, target)
        : this.inLanes(event, target);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }

  inTray(/** @type {string} */ key, /** @type {HTMLElement} */ target) {
    const all = [...this.tray.querySelectorAll('.waiting')];
    const at = all.indexOf(target);
    const drop = target.dataset.drop ?? '';
    const box = target.getBoundingClientRect();
    switch (key) {
      case 'ArrowDown':
      case 'ArrowRight':
        return this.intoTray(at + 1);
      case 'ArrowUp':
      case 'ArrowLeft':
        return this.intoTray(at - 1);
      case 'm':
      case 'M':
        this.carry.grab({ waiting: drop });
        return true;
      case 'w':
      case 'W':
        this.actions.show('why', { drop });
        return true;
      case 'Enter':
      case ' ':
        this.actions.open(target, { x: box.left, y: box.bottom });
        return true;
      default:
        return false;
    }
  }

  intoTray(/** @type {number} */ ix) {
    const all = this.tray.querySelectorAll('.waiting');
    const one = all[Math.min(Math.max(ix, 0), all.length - 1)];
    if (one instanceof HTMLElement) one.focus();
    return true;
  }

  inLanes(/** @type {KeyboardEvent} */ { key, shiftKey }, /** @type {HTMLElement} */ target) {
    const lane = /** @type {HTMLElement | null} */ (target.closest('.lane'));
    if (!lane) return false;
    const row = [...lane.querySelectorAll('.route, .stop')];
    const at = row.indexOf(target);
    const stop = target.matches('.stop') ? stopAt(target) : null;
    const { selection } = this.lanes;
    const go = (/** @type {Element | undefined} */ to) => {
      if (shiftKey && stop && to instanceof HTMLElement && to.matches('.stop')) selection.add([stop, stopAt(to)]);
      this.lanes.focus(to);
      return true;
    };
    switch (key) {
      case 'ArrowLeft':
        return go(row[Math.max(0, at - 1)]);
      case 'ArrowRight':
        return go(row[Math.min(row.length - 1, at + 1)]);
      case 'Home':
        return go(row[0]);
      case 'End':
        return go(row[row.length - 1]);
      case 'ArrowUp':
        return this.toLane(lane, -1, at);
      case 'ArrowDown':
        return this.toLane(lane, 1, at);
      case 'PageUp':
        return this.toLane(lane, -PAGE, at);
      case 'PageDown':
        return this.toLane(lane, PAGE, at);
      case ' ':
        if (stop) selection.toggle(stop);
        else selection.look(routeAt(lane));
        return true;
      case 'Enter': {
        const { left, bottom } = target.getBoundingClientRect();
        this.actions.open(stop ? target : lane, { x: left, y: bottom });
        return true;
      }
      case 'Escape':
        selection.clear();
        return true;
      default:
        if (key.toLowerCase() === 'd' && !lane.matches('.spare')) {
          this.actions.depart(routeAt(lane));
          return true;
        }
        return stop ? this.onStop(key, stop) : false;
    }
  }

  onStop(/** @type {string} */ key, /** @type {import('./names.js').StopName} */ stop) {
    const stops = this.actions.chosen(stop);
    switch (key.toLowerCase()) {
      case 'm':
        this.carry.grab({ stops });
        return true;
      case 'delete':
        this.actions.hold(stops);
        return true;
      case 'l':
        this.actions.lock(stop);
        return true;
      case 'w':
        this.actions.show('why', stop);
        return true;
      default:
        return false;
    }
  }

  toLane(/** @type {HTMLElement} */ lane, /** @type {number} */ step, /** @type {number} */ at) {
    const all = this.lanes.visible();
    const to = all[Math.min(Math.max(all.indexOf(lane) + step, 0), all.length - 1)];
    const row = to.querySelectorAll('.route, .stop');
    this.lanes.focus(row[Math.min(at, row.length - 1)]);
    return true;
  }
}
