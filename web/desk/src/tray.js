// What waits: by drop point, with the reason and what would help; below it what goes otherwise than by van.

import { wayOut } from './describe.js';
import { count } from './figures.js';
import { fill, html } from './html.js';
import { language, t } from './words/index.js';

export class Tray {
  /**
   * @param {HTMLElement} root
   * @param {import('./board.js').Board} board
   * @param {(drop: string) => void} back lets the cards of a drop point go by van again
   */
  constructor(root, board, back) {
    this.root = root;
    this.board = board;
    root.addEventListener('click', ({ target }) => {
      const button = target instanceof Element && target.closest('[data-back]');
      if (button instanceof HTMLElement) back(button.dataset.back ?? '');
    });
    board.addEventListener('change', (event) => {
      if (/** @type {CustomEvent} */ (event).detail.tray) this.draw();
    });
  }

  draw() {
    const { tray, otherwise } = this.board.told;
    const cards = tray.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.cards, 0);
    fill(
      this.root,
      html`<h2>${t('tray')} <small>${t('tray.sum', { places: tray.length, cards: count(cards) })}</small></h2>
<ul tabindex="${tray.length > 0 ? 0 : -1}" aria-label="${t('tray')}">${tray.map(waiting)}</ul>${otherwise.length > 0 && html`<h3>${t('otherwise', { places: otherwise.length })}</h3><ul class="sent">${otherwise.map(sent)}</ul>`}`,
    );
  }
}

const sent = (/** @type {any} */ one) => html`<li><b>${one.name}</b> ${t('cards', { n: one.cards })} ${t(`mode.${one.mode}`)} <small>${one.reason}</small> <button type="button" class="plain" data-back="${one.drop}" aria-label="${t('edit.send.van', { stops: one.name })}">${t('otherwise.back')}</button></li>`;

function waiting(/** @type {any} */ one) {
  const head = html`<b>${one.name}</b> ${t('cards', { n: one.cards })}${
    one.overdue_cards > 0 && html` <em class="overdue">▲ ${t('overdue')} ${one.overdue_cards}</em>`
  }${one.due_cards > 0 && html` <em class="due">△ ${t('due')} ${one.due_cards}</em>`}`;
  const why = one.items.map(
    (/** @type {any} */ item) => html`<span class="why">${one.items.length > 1 && html`${item.name} ${item.cards}：`}${
      language === 'zh' ? item.reason : t(`hold.${item.code}`)
    }${item.way_out && html`<span class="way">→ ${wayOut(item)}</span>`}</span>`,
  );
  return one.drop === null
    ? html`<li>${head}${why}</li>`
    : html`<li><div class="waiting" role="button" tabindex="-1" data-drop="${one.drop}">${head}${why}</div></li>`;
}
