// The line to the server: events of the draft as they come, and whether anybody answers at all.

import * as api from './api.js';

const AGAIN_MS = 700;

export class Line extends EventTarget {
  /**
   * @param {import('./board.js').Board} board
   * @param {string} by
   */
  constructor(board, by) {
    super();
    this.board = board;
    this.by = by;
    this.up = true;
    /** @type {Set<(back: boolean) => void>} who waits for the server */
    this.waiting = new Set();
  }

  /** Listens, and again from where it stopped when the line was cut. */
  listen() {
    const query = new URLSearchParams({ from: String(this.board.version), by: this.by });
    const source = new EventSource(`/api/v1/drafts/${this.board.told.draft}/events?${query}`);
    this.source = source;
    source.onopen = () => this.set(true);
    source.onerror = () => {
      source.close();
      this.set(false);
      setTimeout(() => this.listen(), AGAIN_MS);
    };
    for (const kind of ['entries', 'people', 'search', 'again']) {
      source.addEventListener(kind, (event) => {
        const data = JSON.parse(/** @type {MessageEvent} */ (event).data);
        this.dispatchEvent(new CustomEvent(kind, { detail: data }));
      });
    }
  }

  set(/** @type {boolean} */ up) {
    if (up) this.answered(true);
    if (this.up === up) return;
    this.up = up;
    this.dispatchEvent(new Event('line'));
  }

  answered(/** @type {boolean} */ back) {
    for (const tell of this.waiting) tell(back);
    this.waiting.clear();
  }

  /** Waits until the server answers again; false when somebody gave up waiting. @returns {Promise<boolean>} */
  back() {
    this.set(false);
    const back = /** @type {Promise<boolean>} */ (new Promise((resolve) => this.waiting.add(resolve)));
    this.dispatchEvent(new Event('line'));
    // The line of events may not have noticed; then the board itself is asked for.
    this.probe();
    return back;
  }

  async probe() {
    while (this.waiting.size > 0) {
      try {
        await api.get(`drafts/${this.board.told.draft}/log?from=${this.board.version}`);
        this.set(true);
      } catch (error) {
        if (!(error instanceof api.Lost)) this.set(true);
        else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  giveUp() {
    this.answered(false);
  }

  /** Does something as soon as the server answers. */
  async whenBack(/** @type {() => Promise<void>} */ act) {
    while (!(await this.back()));
    await act();
  }
}
