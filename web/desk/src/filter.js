// Which routes are shown: those that a word names, those that break something.

import { byId } from './html.js';
import { t } from './words/index.js';

const QUIET_MS = 120;

export function filtering(/** @type {import('./lanes.js').Lanes} */ lanes) {
  const { board, selection } = lanes;
  const word = /** @type {HTMLInputElement} */ (byId('filter'));
  const troubled = /** @type {HTMLInputElement} */ (byId('troubled'));
  let soon = 0;

  const wanted = (/** @type {any} */ route) => {
    if (troubled.checked && !(route.broken?.length > 0)) return false;
    const asked = word.value.trim().toLowerCase();
    if (asked === '') return true;
    const named = (/** @type {any} */ stop) => board.name(stop.drop).toLowerCase().includes(asked);
    return `${route.vehicle} ${route.plate}`.toLowerCase().includes(asked) || (route.stops ?? []).some(named);
  };
  const apply = () => lanes.filter(wanted);
  word.addEventListener('input', () => {
    clearTimeout(soon);
    soon = setTimeout(apply, QUIET_MS);
  });
  word.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') word.value = '';
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    apply();
    lanes.focus(lanes.root.querySelector('.lane:not([hidden]) .stop, .lane:not([hidden]) .route'));
  });
  troubled.addEventListener('change', apply);
  selection.addEventListener('change', () => {
    const { size } = selection.marked;
    byId('marked').textContent = size > 1 ? t('marked', { n: size }) : '';
  });
}
