// The words of the page in the language that was chosen: `?lang=` chooses and is remembered.

import { en } from './en.js';
import { zh } from './zh.js';

const KEPT = 'fenjian.lang';
const LANGUAGES = { zh, en };

/** @typedef {keyof typeof LANGUAGES} Language */

const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEPT) ?? '';

/** @type {Language} */
export const language = asked in LANGUAGES ? /** @type {Language} */ (asked) : 'zh';
localStorage.setItem(KEPT, language);

/** The text of `key`, with what is in braces put in. */
export function t(/** @type {string} */ key, /** @type {Record<string, unknown>} */ values = {}) {
  const text = /** @type {Record<string, string>} */ (LANGUAGES[language])[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** The link to the other language keeps the rest of the address. */
function otherLanguage(/** @type {HTMLAnchorElement} */ link) {
  const other = language === 'zh' ? 'en' : 'zh';
  const query = new URLSearchParams(location.search);
  query.set('lang', other);
  link.search = query.toString();
  link.lang = other;
  link.textContent = { zh: '中文', en: 'English' }[other];
}

/** Puts the words into the page that the server made: `data-t` is a text, `data-t-label` a label. */
export function translate(/** @type {ParentNode} */ root) {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  otherLanguage(/** @type {HTMLAnchorElement} */ (root.querySelector('#language')));
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-t]'))) {
    element.textContent = t(element.dataset.t ?? '');
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-t-label]'))) {
    element.setAttribute('aria-label', t(element.dataset.tLabel ?? ''));
    if (!element.matches('input')) element.title = t(element.dataset.tLabel ?? '');
  }
  for (const element of /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll('[data-t-hint]'))) {
    element.placeholder = t(element.dataset.tHint ?? '');
  }
}
