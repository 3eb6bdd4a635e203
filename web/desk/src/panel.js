// The panel beside the plan: one at a time, each a module of its own.

import * as changes from './panels/changes.js';
import * as compare from './panels/compare.js';
import * as drafts from './panels/drafts.js';
import * as help from './panels/help.js';
import * as history from './panels/history.js';
import * as publish from './panels/publish.js';
import * as rules from './panels/rules.js';
import * as search from './panels/search.js';
import * as why from './panels/why.js';
import { byId, fill, html } from './html.js';
import { t } from './words/index.js';

/**
 * What a panel may use.
 * @typedef {{board: import('./board.js').Board, selection: import('./selection.js').Selection, lanes: import('./lanes.js').Lanes,
 *   map: import('./map.js').PlanMap, work: import('./work.js').Work, line: import('./line.js').Line, by: string, day: string,
 *   show: (panel: string, about?: any) => void}} Desk
 */

/** Each draws itself into the panel's body, and may give what has to be done when it is closed.
 * @type {Record<string, {open: (body: HTMLElement, desk: Desk, about?: any) => void | (() => void) | Promise<void | (() => void)>}>} */
const PANELS = { changes, compare, drafts, help, history, publish, rules, search, why };

export class Panel {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.root = byId('panel');
    this.name = '';
    document.addEventListener('click', ({ target }) => {
      const button = target instanceof Element && target.closest('button[data-panel]');
      if (button instanceof HTMLElement) this.toggle(button.dataset.panel ?? '');
    });
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
    });
  }

  toggle(/** @type {string} */ name) {
    if (this.name === name) this.close();
    else this.open(name);
  }

  async open(/** @type {string} */ name, /** @type {any} */ about = undefined) {
    this.close();
    this.name = name;
    this.before = document.activeElement;
    this.root.hidden = false;
    this.root.setAttribute('aria-label', t(`panel.${name}`));
    fill(
      this.root,
      html`<h2 tabindex="-1">${t(`panel.${name}`)}</h2><button type="button" class="close plain" aria-label="${t('close')}">✕</button><div class="body"></div>`,
    );
    this.root.querySelector('.close')?.addEventListener('click', () => this.close());
    this.mark();
    /** @type {HTMLElement} */ (this.root.querySelector('h2')).focus();
    const body = /** @type {HTMLElement} */ (this.root.querySelector('.body'));
    try {
      const done = await PANELS[name].open(body, this.desk, about);
      if (this.name === name && body.isConnected) this.done = done ?? undefined;
      else done?.();
    } catch (error) {
      fill(body, html`<p class="bad" role="alert">${/** @type {Error} */ (error).message}</p>`);
    }
  }

  close() {
    if (this.name === '') return;
    this.done?.();
    this.done = undefined;
    this.name = '';
    this.root.hidden = true;
    this.root.replaceChildren();
    this.mark();
    if (this.before instanceof HTMLElement && this.before.isConnected) this.before.focus();
  }

  mark() {
    for (const button of document.querySelectorAll('header button[data-panel]')) {
      button.setAttribute('aria-expanded', String(/** @type {HTMLElement} */ (button).dataset.panel === this.name));
    }
    this.desk.map.map.invalidateSize({ animate: false });
  }
}
