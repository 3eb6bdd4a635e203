// From an intent to what is kept: the edit is sent, its answer told, a refusal laid before the planner.

import { changed } from './figures.js';
import { entryText, fault, limit } from './describe.js';
import { html } from './html.js';
import { refusal } from './refusal.js';
import { answer } from './ui/answer.js';
import { tell } from './ui/dialog.js';
import { t } from './words/index.js';

/** @typedef {import('./pen.js').Pen} Pen */
/** @typedef {import('./pen.js').Outcome} Outcome */

/** So many limits are named while one still looks for a place. */
const NAMED = 2;

export class Work {
  /**
   * @param {import('./board.js').Board} board
   * @param {Pen} pen
   */
  constructor(board, pen) {
    this.board = board;
    this.pen = pen;
    /** Entries that this page wrote, so that their echo is no news. @type {Set<number>} */
    this.own = new Set();
  }

  /** Makes an edit; a refused one may become another, or be kept by name. @returns {Promise<boolean>} whether it is kept */
  async edit(/** @type {any} */ edit, /** @type {{because?: string, by?: string}} */ override = {}) {
    answer(html`${t('asking')}`, 'trial');
    const outcome = await this.pen.edit(edit, override);
    if (outcome.kind !== 'refused') return this.told(outcome);
    answer(html`${t('not.kept')} ${fault(outcome.problem)}`, 'bad');
    const choice = await refusal(outcome.problem, this.board, this.pen.by, !override.because);
    if (choice === null) return false;
    return choice.edit ? this.edit(choice.edit) : this.edit(edit, choice);
  }

  async step(/** @type {'undo' | 'redo'} */ which) {
    const outcome = await this.pen.step(which);
    if (outcome.kind === 'refused') answer(html`${fault(outcome.problem)}`, 'bad');
    else await this.told(outcome);
  }

  /** Tells how it went. @returns {Promise<boolean>} */
  async told(/** @type {Outcome} */ outcome) {
    switch (outcome.kind) {
      case 'kept': {
        const { entry, change, since, delta } = outcome.answer;
        this.own.add(entry.n);
        const between = since.map((/** @type {any} */ one) => html` ${t('meanwhile', { by: one.by })} ${entryText(one, this.board)}`);
        const broken = delta.routes.flatMap((/** @type {any} */ route) => route.broken);
        answer(
          html`<b>${entryText(entry, this.board)}</b> ${changed(change)}${broken.length > 0 && html` <span class="bad">${t('kept.broken', { n: broken.length })}</span>`}${between}`,
          'kept',
        );
        return true;
      }
      case 'conflict':
        answer(html`${t('not.kept')} ${fault(outcome.problem)}`, 'bad');
        await tell(t('conflict'), conflict(outcome.problem, this.board));
        return false;
      case 'refused':
        answer(html`${t('not.kept')} ${fault(outcome.problem)}`, 'bad');
        return false;
      case 'busy':
        answer(html`${t('busy')}`, 'bad');
        return false;
      case 'lost':
        answer(html`${t('lost')}`, 'bad');
        return false;
    }
  }
}

/** What others did that is in the way. */
const conflict = (/** @type {any} */ problem, /** @type {any} */ board) => html`<p>${fault(problem)}</p>
<ul>${(problem.since ?? []).map((/** @type {any} */ one) => html`<li><b>${one.by}</b> ${entryText(one, board)} <small>${changed(one.change)}</small></li>`)}</ul>
<p class="soft">${t('conflict.nothing')}</p>`;

/** A trial in one line. */
export function trialLine(/** @type {any} */ told, /** @type {import('./board.js').Board} */ board) {
  if (told.impossible) return html`<span class="bad">✕ ${fault(told.impossible)}</span>`;
  const named = told.broken.slice(0, NAMED).map((/** @type {any} */ one) => limit(one, board));
  const more = told.broken.length - named.length;
  const limits = [...named, ...(more > 0 ? [t('limits.more', { n: more })] : [])].join(t('list'));
  return told.lawful
    ? html`<span class="good">✓</span> ${changed(told.change)}`
    : html`<span class="bad">✕ ${limits}</span> ${changed(told.change)}`;
}
