// The figures of the whole plan, and how they differ from the revision that the draft began with.

import { count, hours, km, signed, yuan } from './figures.js';
import { byId, fill, html } from './html.js';
import { t } from './words/index.js';

/** @typedef {(n: number) => string} As */

/** Which figures, how each is written, and the name of its change. @type {[string, As, string | null][]} */
const FIGURES = [
  ['routes', count, null],
  ['stops', count, null],
  ['pouches', count, null],
  ['cards', count, null],
  ['metres', km, 'metres'],
  ['duty_s', hours, 'duty_s'],
  ['cost_fen', yuan, 'cost_fen'],
  ['waiting_cards', count, 'waiting_cards'],
  ['late_cards', count, 'late_cards'],
  ['broken', count, null],
];

export class Top {
  /** @param {import('./board.js').Board} board */
  constructor(board) {
    this.board = board;
    board.addEventListener('change', () => this.draw());
  }

  draw() {
    const { told } = this.board;
    const { totals, changed, ledger } = told;
    const figure = (/** @type {[string, As, string | null]} */ [name, as, change]) => {
      const by = change === null ? 0 : changed[change];
      const bad = (name === 'broken' || name === 'late_cards') && totals[name] > 0;
      return html`<span class="${bad ? 'bad' : ''}" data-figure="${name}"><small>${t(`total.${name}`)}</small> <b>${as(totals[name])}</b>${
        by !== 0 && html` <i class="${by > 0 ? 'more' : 'less'}">${signed(by, as)}</i>`
      }</span>`;
    };
    const account = t(ledger.balanced ? 'ledger' : 'ledger.bad', {
      in: count(ledger.in),
      planned: count(ledger.planned),
      held: count(ledger.held),
    });
    fill(
      byId('totals'),
      html`${FIGURES.map(figure)}${changed.resort_pouches > 0 && html`<span><i class="more">${t('change.resort', { n: changed.resort_pouches })}</i></span>`}${told.unsettled.length > 0 && html`<button type="button" class="danger" data-panel="changes">${t('changes.unsettled', { n: told.unsettled.length })}</button>`}<span class="${ledger.balanced ? 'soft' : 'bad'}">${account}</span>${told.estimated_roads && html`<span class="soft">${t('estimated')}</span>`}`,
    );
    byId('draft').textContent = t('draft.is', { name: told.name, version: told.version, revision: told.revision });
    /** @type {HTMLButtonElement} */ (byId('undo')).disabled = !told.can_undo;
    /** @type {HTMLButtonElement} */ (byId('redo')).disabled = !told.can_redo;
  }
}
