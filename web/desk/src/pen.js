// Writes edits: one at a time, on the version that is shown, and nothing counts as kept that the server did not answer.
// When the answer is lost the same edit, with the same id, is sent once more as soon as the server is back.

import * as api from './api.js';

/**
 * @typedef {{kind: 'kept', answer: any} | {kind: 'refused', problem: any} | {kind: 'conflict', problem: any}
 *   | {kind: 'lost'} | {kind: 'busy'}} Outcome
 */

export class Pen extends EventTarget {
  /**
   * @param {import('./board.js').Board} board
   * @param {string} by
   * @param {() => Promise<void>} reload loads the board again
   * @param {import('./line.js').Line} line
   */
  constructor(board, by, reload, line) {
    super();
    this.board = board;
    this.by = by;
    this.reload = reload;
    this.line = line;
    /** Whether an edit waits for its answer. */
    this.writing = false;
  }

  /** @returns {Promise<Outcome>} */
  edit(/** @type {any} */ edit, /** @type {{because?: string, by?: string}} */ { because, by } = {}) {
    const what = { edit, because: because ?? null, by: by ?? this.by };
    return this.write(`drafts/${this.board.told.draft}/edits`, what);
  }

  /** @returns {Promise<Outcome>} */
  step(/** @type {'undo' | 'redo'} */ which) {
    return this.write(`drafts/${this.board.told.draft}/${which}`, {});
  }

  /** Takes over what a search found. @returns {Promise<Outcome>} */
  keep(/** @type {string} */ search) {
    return this.write(`searches/${search}/keep`, {});
  }

  /** @returns {Promise<Outcome>} */
  async write(/** @type {string} */ path, /** @type {any} */ what) {
    if (this.writing) return { kind: 'busy' };
    this.set(true);
    const body = { by: this.by, id: crypto.randomUUID(), ...what };
    try {
      return await this.send(path, body);
    } finally {
      this.set(false);
    }
  }

  set(/** @type {boolean} */ writing) {
    this.writing = writing;
    this.dispatchEvent(new Event('writing'));
  }

  /** @returns {Promise<Outcome>} */
  async send(/** @type {string} */ path, /** @type {any} */ body) {
    const { version } = this.board;
    try {
      return await this.post(path, body, version);
    } catch (error) {
      if (!(error instanceof api.Lost)) throw error;
    }
    // The id makes it the same edit: if the server had kept it, it says so.
    if (await this.line.back()) {
      try {
        return await this.post(path, body, version);
      } catch (error) {
        if (!(error instanceof api.Lost)) throw error;
      }
    }
    this.line.whenBack(this.reload);
    return { kind: 'lost' };
  }

  /** @returns {Promise<Outcome>} */
  async post(/** @type {string} */ path, /** @type {any} */ body, /** @type {number} */ version) {
    try {
      const answer = await api.post(path, body, version);
      if (!this.board.apply(answer.delta)) await this.reload();
      return { kind: 'kept', answer };
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      const { problem } = error;
      // What others did in between is shown before it is talked about.
      if (problem.version > this.board.version) await this.reload();
      return { kind: problem.status === 409 ? 'conflict' : 'refused', problem };
    }
  }
}
