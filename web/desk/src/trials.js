// What an edit would do, asked while somebody still looks for a place: the last question counts, each is asked once.

import * as api from './api.js';

const QUIET_MS = 60;

export class Trials {
  /**
   * @param {import('./board.js').Board} board
   * @param {(edit: any, told: any) => void} show
   */
  constructor(board, show) {
    this.board = board;
    this.show = show;
    /** @type {Map<string, any>} answers of this version */
    this.known = new Map();
    board.addEventListener('change', () => this.known.clear());
  }

  /** Asks for `edit`, or for nothing any more. */
  ask(/** @type {any} */ edit) {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (edit === null) return;
    const known = this.known.get(JSON.stringify(edit));
    if (known) this.show(edit, known);
    else this.timer = setTimeout(() => this.fetch(edit), QUIET_MS);
  }

  async fetch(/** @type {any} */ edit) {
    const asking = new AbortController();
    this.asking = asking;
    const path = `drafts/${this.board.told.draft}/trials`;
    try {
      const told = await api.postUntil(asking.signal, path, { edit }, this.board.version);
      this.known.set(JSON.stringify(edit), told);
      this.show(edit, told);
    } catch (error) {
      if (error instanceof api.Refused) this.show(edit, { impossible: error.problem });
      // Nobody answers, or nobody asks any more: the drop will tell.
    }
  }
}
