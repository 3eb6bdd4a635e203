// Markup from templates in which every value is escaped, but for what such a template made.

class Safe {
  constructor(/** @type {string} */ text) {
    this.text = text;
  }
}

/** @param {unknown} value */
const escaped = (value) =>
  String(value).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** @param {any} value @returns {string} */
function markup(value) {
  if (value instanceof Safe) return value.text;
  if (Array.isArray(value)) return value.map(markup).join('');
  if (value === null || value === undefined || value === false) return '';
  return escaped(value);
}

/** A template of markup; lists are joined, `null` and `false` are nothing. */
export const html = (/** @type {TemplateStringsArray} */ parts, /** @type {any[]} */ ...values) =>
  new Safe(parts.reduce((text, part, ix) => text + markup(values[ix - 1]) + part));

/** Puts `what` of `html` in the place of all that `element` holds. */
export function fill(/** @type {Element} */ element, /** @type {Safe} */ what) {
  element.innerHTML = what.text;
}

/** The elements of `what`. */
export function elements(/** @type {Safe} */ what) {
  const template = document.createElement('template');
  template.innerHTML = what.text;
  return [...template.content.children];
}

/** The element with the id, which the page has. */
export const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
