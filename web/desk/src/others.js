// What comes over the line: others' edits, who is there, and whether anybody answers.

import { changed } from './figures.js';
import { entryText } from './describe.js';
import { byId, fill, html } from './html.js';
import { note } from './ui/notes.js';
import { t } from './words/index.js';

/**
 * @param {import('./line.js').Line} line
 * @param {import('./work.js').Work} work
 * @param {import('./mover.js').Mover} mover
 * @param {() => Promise<void>} reload
 */
export function following(line, work, mover, reload) {
  const { board, pen } = work;
  /** What came while something was being moved: lanes do not change under the hand. @type {any[]} */
  let later = [];

  const take = async (/** @type {any} */ { entries, delta }) => {
    const news = entries.filter((/** @type {any} */ one) => one.n > board.version);
    if (!board.apply(delta)) await reload();
    for (const entry of news) {
      const own = work.own.has(entry.n) || (pen.writing && entry.by === pen.by);
      if (!own) note(html`<b>${entry.by}</b> ${entryText(entry, board)} <small>${changed(entry.change)}</small>`);
    }
  };

  line.addEventListener('entries', (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (mover.taken) later.push(detail);
    else take(detail);
  });
  mover.addEventListener('change', () => {
    if (mover.taken || later.length === 0) return;
    const now = later;
    later = [];
    // After the drop has sent its edit, on the version that was seen.
    setTimeout(() => now.forEach(take));
  });
  line.addEventListener('again', () => reload());
  line.addEventListener('people', (event) => {
    const { people } = /** @type {CustomEvent} */ (event).detail;
    fill(byId('people'), html`${people.map((/** @type {string} */ one) => html`<span${one === pen.by && html` class="me"`}>${one}</span>`)}`);
  });

  const banner = byId('banner');
  const show = () => {
    banner.hidden = line.up;
    if (line.up) return;
    // Only an edit that waits for the server can be given up.
    const waits = pen.writing && line.waiting.size > 0;
    fill(banner, html`${t('offline')} ${waits && html`${t('offline.edit')} <button type="button">${t('offline.giveup')}</button>`}`);
    banner.querySelector('button')?.addEventListener('click', () => line.giveUp());
  };
  line.addEventListener('line', show);
  pen.addEventListener('writing', show);
}
