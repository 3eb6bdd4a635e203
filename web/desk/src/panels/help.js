// The keys.

import { fill, html } from '../html.js';
import { t } from '../words/index.js';

const KEYS = [
  ['←→ Home End', 'key.along'],
  ['↑↓ PgUp PgDn', 'key.across'],
  ['Space', 'key.mark'],
  ['Shift ←→', 'key.extend'],
  ['M', 'key.grab'],
  ['←→↑↓', 'key.carry'],
  ['T', 'key.tray'],
  ['N', 'key.trip'],
  ['Enter', 'key.drop'],
  ['Esc', 'key.cancel'],
  ['Enter', 'key.menu'],
  ['Delete', 'key.hold'],
  ['D', 'key.depart'],
  ['L', 'key.lock'],
  ['W', 'key.why'],
  ['Ctrl+Z', 'key.undo'],
  ['Ctrl+Y', 'key.redo'],
  ['/', 'key.filter'],
  ['?', 'key.help'],
];

export function open(/** @type {HTMLElement} */ body) {
  fill(
    body,
    html`<table class="keys"><tbody>${KEYS.map(([key, what]) => html`<tr><th><kbd>${key}</kbd></th><td>${t(what)}</td></tr>`)}</tbody></table>
<p class="soft">${t('help.mouse')}</p><p class="soft"><a href="/desk/licences.txt">${t('help.licences')}</a></p>`,
  );
}
