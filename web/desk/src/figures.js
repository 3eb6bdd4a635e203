// Figures as people read them.

import { t } from './words/index.js';

const MINUS = '−';
const sign = (/** @type {number} */ n) => (n > 0 ? '+' : n < 0 ? MINUS : '');

export const km = (/** @type {number} */ metres) => (metres / 1000).toFixed(1);
export const kg = (/** @type {number} */ grams) => (grams / 1000).toFixed(grams < 100000 ? 1 : 0);
export const yuan = (/** @type {number} */ fen) => (fen / 100).toFixed(2);
export const count = (/** @type {number} */ n) => n.toLocaleString('en-US');

/** Seconds as hours and minutes. */
export function hours(/** @type {number} */ seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

export const signed = (/** @type {number} */ n, /** @type {(n: number) => string} */ as = String) =>
  sign(n) + as(Math.abs(n));

/** What each figure of a change is called, and how it is written. @type {[string, (n: number) => string][]} */
const CHANGES = [
  ['metres', (n) => (n / 1000).toFixed(n < 1000 ? 2 : 1)],
  ['duty_s', hours],
  ['cost_fen', yuan],
  ['late_cards', count],
  ['waiting_cards', count],
];

/** A change in words: all of its figures, or what is not nought of them. */
export function changed(/** @type {any} */ change, { all = false } = {}) {
  const said = CHANGES.filter(([name]) => all || change[name] !== 0).map(([name, as]) =>
    t(`change.${name}`, { n: signed(change[name], as) }),
  );
  if (change.resort_pouches > 0) said.push(t('change.resort', { n: count(change.resort_pouches) }));
  return said.length > 0 ? said.join(t('list')) : t('change.none');
}

/** @param {'over' | 'spare'} what @param {number} n @param {string} unit */
function amount(what, n, unit) {
  const as = { s: hours, m: km, g: kg }[unit] ?? count;
  return t(`${what}.${unit}`, { n: as(n) });
}

/** By how much a limit is broken. */
export const over = (/** @type {{over: number, unit: string}} */ { over, unit }) => amount('over', over, unit);

/** How much is left until a limit breaks. */
export const spare = (/** @type {{spare: number, unit: string}} */ { spare, unit }) => amount('spare', spare, unit);

/** A moment as the clock of the page's reader shows it. */
export const clock = (/** @type {string} */ moment) => moment.slice(11, 16);
