// Short notes of what others did, which go by themselves.

import { byId, elements, html } from '../html.js';

const STAYS_MS = 12000;
const MOST = 5;

/** Shows a note. */
export function note(/** @type {any} */ text) {
  const list = byId('notes');
  const [item] = elements(html`<li>${text}</li>`);
  list.append(item);
  while (list.children.length > MOST) list.firstElementChild?.remove();
  setTimeout(() => item.remove(), STAYS_MS);
}
