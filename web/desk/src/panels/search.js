// Re-optimising around the locks: everything, the stops marked, the vehicles looked at, or the day again after what
// came up. Live, and kept only on demand.

import * as api from '../api.js';
import { fault } from '../describe.js';
import { changed, signed, yuan } from '../figures.js';
import { fill, html } from '../html.js';
import { t } from '../words/index.js';
import { moved } from './differ.js';
import { report } from './report.js';

/** The search of the draft that runs, or has ended and is neither kept nor thrown away. @type {any} */
let known = null;

const KINDS = ['all', 'stops', 'vehicles', 'replan'];

/** Hears of searches also while the panel is closed. */
export function listen(/** @type {import('../line.js').Line} */ line) {
  line.addEventListener('search', (event) => {
    const told = /** @type {CustomEvent} */ (event).detail;
    known = ['kept', 'cancelled'].includes(told.state) ? null : told;
  });
}

/** @typedef {import('../panel.js').Desk} Desk */

export function open(/** @type {HTMLElement} */ body, /** @type {Desk} */ { board, selection, line, work, by, map }, kind = 'all') {
  fill(
    body,
    html`<form><fieldset><legend>${t('search.what')}</legend>${KINDS.map(
      (one) => html`<label><input type="radio" name="what" value="${one}"${one === kind && html` checked`}> <span data-kind="${one}">${t(`search.${one}`)}</span></label>`,
    )}</fieldset>
<p><label>${t('search.seconds')} <input name="seconds" type="number" min="1" max="60" value="${kind === 'replan' ? 45 : 20}" required></label></p>
<p><label>${t('search.moved_fen')} <input name="moved" type="number" min="0" max="10000" step="0.5" value="5" required></label></p>
<p><label>${t('search.reordered_fen')} <input name="reordered" type="number" min="0" max="10000" step="0.5" value="1" required></label></p>
<button>${t('search.start')}</button></form><div class="outcome" aria-live="polite"></div>`,
  );
  const form = /** @type {HTMLFormElement} */ (body.querySelector('form'));
  const outcome = /** @type {HTMLElement} */ (body.querySelector('.outcome'));

  const chosen = () => {
    const stops = selection.stops();
    const looked = selection.route ? [selection.route.vehicle] : [];
    const vehicles = [...new Set([...stops.map((stop) => stop.vehicle), ...looked])];
    const say = (/** @type {string} */ one, /** @type {any} */ values) => {
      const label = /** @type {HTMLElement} */ (form.querySelector(`[data-kind=${one}]`));
      label.textContent = t(`search.${one}`, values);
    };
    say('stops', { n: stops.length });
    say('vehicles', { names: vehicles.join(' ') || '—' });
    return { stops, vehicles };
  };

  const draw = () => {
    const running = known?.state === 'running';
    for (const field of form.elements) /** @type {HTMLInputElement} */ (field).disabled = running;
    if (!known) return fill(outcome, html``);
    fill(outcome, found(known, board));
    map.ring(known.report ? moved(known.report.comparison).map((stop) => stop.drop) : []);
  };
  const failed = (/** @type {any} */ { problem, message }) =>
    fill(outcome, html`<p class="bad">${problem ? fault(problem) : message} ${problem?.detail ?? ''}</p>`);

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    const what = fields.get('what');
    const { stops, vehicles } = chosen();
    const fen = (/** @type {string} */ name) => Math.round(Number(fields.get(name)) * 100);
    const asked = {
      by,
      seconds: Number(fields.get('seconds')),
      stops: what === 'stops' ? stops : null,
      vehicles: what === 'vehicles' ? vehicles : null,
      moved_fen: fen('moved'),
      reordered_fen: fen('reordered'),
      replan: what === 'replan',
    };
    try {
      known = await api.post(`drafts/${board.told.draft}/searches`, asked, board.version);
      draw();
    } catch (error) {
      failed(error);
    }
  });
  outcome.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element && target.closest('[data-do]');
    if (!(button instanceof HTMLElement)) return;
    try {
      if (button.dataset.do === 'keep') {
        if (await work.told(await work.pen.keep(known.id))) known = null;
      } else if (button.dataset.do === 'drop') {
        known = null;
      } else {
        known = await api.post(`searches/${known.id}/${button.dataset.do}`, {}, board.version);
      }
      draw();
    } catch (error) {
      failed(error);
    }
  });
  line.addEventListener('search', draw);
  selection.addEventListener('change', chosen);
  chosen();
  draw();
  return () => {
    map.ring([]);
    line.removeEventListener('search', draw);
    selection.removeEventListener('change', chosen);
  };
}

/** How far a search is, or what it found. */
function found(/** @type {any} */ search, /** @type {import('../board.js').Board} */ board) {
  const { best, state } = search;
  const seconds = (/** @type {number} */ ms) => (ms / 1000).toFixed(1);
  const per = best && best.change.cost_fen < 0 && best.moved + best.reordered > 0 ? -best.change.cost_fen / (best.moved + best.reordered) : null;
  return html`<h3>${t(`search.${state}`)}</h3>
${state === 'running' && html`<progress max="1" value="${search.share}" aria-label="${t('search.running')}"></progress>`}
<p>${t('search.so.far', { s: seconds(search.elapsed_ms), cost: signed(-search.saved_fen, yuan) })}${search.first_better_ms !== null && html` ${t('search.first', { s: (search.first_better_ms / 1000).toFixed(2) })}`}</p>
${best && html`<p><b>${changed(best.change)}</b><br>${t('search.moved', { n: best.moved, order: best.reordered, vehicles: best.vehicles.length })}${per !== null && html`<br>${t('search.per', { n: yuan(Math.round(per)) })}`}</p>
${best.free && html`<p class="soft">${t('search.free', { n: best.free.moved, order: best.free.reordered })} ${changed(best.free.change)}</p>`}`}
${state === 'done' && !best && html`<p>${t('search.none')}</p>`}
${search.fault && html`<p class="bad">${fault(search.fault)} ${search.fault.detail}</p>`}
<p class="row">${state === 'running' && html`<button type="button" data-do="stop" class="plain">${t('search.stop')}</button><button type="button" data-do="cancel" class="plain">${t('search.cancel')}</button>`}${state === 'done' && best && html`<button type="button" data-do="keep">${t('search.keep')}</button>`}${state !== 'running' && html`<button type="button" data-do="drop" class="plain">${t('search.drop')}</button>`}</p>
${search.report && report(search.report, board)}`;
}
