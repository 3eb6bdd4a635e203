// A menu of actions at a place on the page, for mouse and keyboard.

import { elements, html } from '../html.js';

/** @typedef {{text: string, key?: string, act: () => void}} Action */

/** Shows the actions; the one that is chosen is done, and the focus is where it was. */
export function menu(/** @type {Action[]} */ actions, /** @type {{x: number, y: number}} */ at, /** @type {string} */ label) {
  const before = document.activeElement;
  const [list] = /** @type {HTMLElement[]} */ (
    elements(html`<div class="menu" role="menu" aria-label="${label}">${actions.map(
      (action) => html`<button type="button" role="menuitem" tabindex="-1">${action.text}${action.key && html`<kbd>${action.key}</kbd>`}</button>`,
    )}</div>`)
  );
  document.body.append(list);
  const { width, height } = list.getBoundingClientRect();
  list.style.left = `${Math.max(0, Math.min(at.x, innerWidth - width - 4))}px`;
  list.style.top = `${Math.max(0, Math.min(at.y, innerHeight - height - 4))}px`;
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  items[0]?.focus();

  const close = () => {
    list.remove();
    document.removeEventListener('pointerdown', outside, true);
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
  const outside = (/** @type {PointerEvent} */ event) => {
    if (!list.contains(/** @type {Node} */ (event.target))) close();
  };
  document.addEventListener('pointerdown', outside, true);
  list.addEventListener('click', (event) => {
    const ix = items.findIndex((item) => item.contains(/** @type {Node} */ (event.target)));
    if (ix < 0) return;
    close();
    actions[ix].act();
  });
  list.addEventListener('keydown', (event) => {
    event.stopPropagation();
    const now = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(now + step + items.length) % items.length].focus();
    else if (event.key === 'Home') items[0].focus();
    else if (event.key === 'End') items[items.length - 1].focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
  });
}
