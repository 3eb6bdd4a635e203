// One thing is taken up and put somewhere, by mouse or keyboard: shows where it would go and what that would do, and
// sends the edit when it is put down. What is shown in a lane changes only by the answer.

import { edit as editText, names } from './describe.js';
import { editFor } from './grab.js';
import { html } from './html.js';
import { stopKey } from './names.js';
import { Slot } from './slot.js';
import { Trials } from './trials.js';
import { answer } from './ui/answer.js';
import { line } from './ui/dialog.js';
import { trialLine } from './work.js';
import { t } from './words/index.js';

/** @typedef {import('./grab.js').Taken} Taken */
/** @typedef {import('./grab.js').Target} Target */

export class Mover extends EventTarget {
  /**
   * @param {import('./board.js').Board} board
   * @param {import('./lanes.js').Lanes} lanes
   * @param {import('./work.js').Work} work
   */
  constructor(board, lanes, work) {
    super();
    this.board = board;
    this.lanes = lanes;
    this.work = work;
    this.slot = new Slot(lanes);
    this.trials = new Trials(board, (edit, told) => this.tried(edit, told));
    /** @type {Taken | null} */
    this.taken = null;
    /** @type {Target | null} */
    this.target = null;
  }

  /** Takes something up. */
  take(/** @type {Taken} */ taken) {
    this.taken = taken;
    this.target = null;
    document.body.classList.add('moving');
    this.stopElements().forEach((element) => element.classList.add('taken'));
    this.dispatchEvent(new Event('change'));
  }

  /** Looks at a place. @returns {HTMLElement | null} where that is on the page */
  aim(/** @type {Target | null} */ target) {
    if (!this.taken || JSON.stringify(target) === JSON.stringify(this.target)) return null;
    this.target = target;
    const edit = editFor(this.taken, target, this.board);
    const shown = this.slot.show(target);
    if (edit) answer(html`${this.where()} …`, 'trial');
    else answer(html`${target ? t('same.place') : ''}`, 'trial');
    this.trials.ask(edit);
    return shown;
  }

  where() {
    if (this.target === null) return '';
    return this.target === 'tray' ? t('tray') : names.place(this.target, this.board);
  }

  tried(/** @type {any} */ edit, /** @type {any} */ told) {
    const now = this.taken && editFor(this.taken, this.target, this.board);
    if (JSON.stringify(now) !== JSON.stringify(edit)) return;
    answer(html`${this.where()} ${trialLine(told, this.board)}`, 'trial');
  }

  /** Puts it down where it was aimed at. */
  async drop() {
    const { taken, target } = this;
    const elements = this.stopElements();
    this.end();
    const edit = taken && editFor(taken, target, this.board);
    if (!edit || !taken) {
      answer(html``);
      return;
    }
    if (edit.do === 'hold') {
      const reason = await line(editText({ ...edit }, this.board), t('reason'));
      if (!reason) {
        answer(html`${t('not.kept')}`, 'bad');
        return;
      }
      edit.reason = reason;
    }
    elements.forEach((element) => element.classList.add('pending'));
    try {
      const kept = await this.work.edit(edit);
      if (kept && target !== 'tray' && target !== null) this.follow(taken, target);
    } finally {
      elements.forEach((element) => element.classList.remove('pending'));
    }
  }

  /** The focus goes where the stop went. */
  follow(/** @type {Taken} */ taken, /** @type {{vehicle: string, trip: number}} */ { vehicle, trip }) {
    const drop = 'stops' in taken ? taken.stops[0].drop : 'split' in taken ? taken.split.drop : taken.waiting;
    const at = this.board.stop({ vehicle, trip, drop }) ? { vehicle, trip } : this.board.visits(drop).find((r) => r.vehicle === vehicle);
    if (!at) return;
    const name = { vehicle, trip: at.trip, drop };
    this.lanes.selection.only(name);
    this.lanes.focus(this.lanes.stop(name));
  }

  /** Lets go without an edit. */
  cancel() {
    this.end();
    answer(html`${t('cancelled')}`);
  }

  end() {
    this.stopElements().forEach((element) => element.classList.remove('taken'));
    this.trials.ask(null);
    this.slot.show(null);
    this.taken = null;
    this.target = null;
    document.body.classList.remove('moving');
    this.dispatchEvent(new Event('change'));
  }

  /** The elements of what is taken. @returns {HTMLElement[]} */
  stopElements() {
    if (!this.taken) return [];
    if ('waiting' in this.taken) {
      const found = document.querySelector(`#tray [data-drop="${CSS.escape(this.taken.waiting)}"]`);
      return found instanceof HTMLElement ? [found] : [];
    }
    const stops = 'stops' in this.taken ? this.taken.stops : [this.taken.split];
    const keys = new Map(stops.map((stop) => [stopKey(stop), stop]));
    return [...keys.values()].flatMap((stop) => this.lanes.stop(stop) ?? []);
  }
}
