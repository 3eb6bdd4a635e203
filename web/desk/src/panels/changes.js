// What came up today: a vehicle out, a road, a drop point closed, something that must arrive; each with who and until
// when. They are entries of the draft, seen by all and undone like edits; what they break is settled or accepted here.

import * as api from '../api.js';
import { fill, html } from '../html.js';
import { happened, limit } from '../describe.js';
import { ask } from '../ui/dialog.js';
import { t } from '../words/index.js';

const KINDS = ['vehicle_out', 'roads', 'closed', 'must_arrive'];

/** @typedef {import('../panel.js').Desk} Desk */

export function open(/** @type {HTMLElement} */ body, /** @type {Desk} */ { board, work, by, day, map, show }) {
  /** Corners of the area that is drawn. @type {[number, number][]} */
  let area = [];
  let kind = KINDS[0];
  const field = (/** @type {string} */ name) => /** @type {HTMLElement} */ (body.querySelector(name));

  fill(
    body,
    html`<div class="state"></div><div class="carried"></div><h3>${t('changes.add')}</h3>
<form><label>${t('changes.kind')} <select name="kind">${KINDS.map((one) => html`<option value="${one}">${t(`changes.${one}`)}</option>`)}</select></label>
<div class="fields"></div>
<p><label>${t('reason')} <input name="reason" maxlength="200" required></label></p>
<p class="row"><label>${t('changes.owner')} <input name="owner" maxlength="40" size="8" value="${by}" required></label> <label>${t('changes.until')} <input name="until" type="date" value="${board.told.day}" required></label></p>
<button>${t('changes.note')}</button></form>`,
  );
  const form = /** @type {HTMLFormElement} */ (body.querySelector('form'));

  const places = () => Object.entries(board.told.places).map(([code, one]) => html`<option value="${code}">${one.name}</option>`);
  const locations = () => [...board.locations()].map(([code, name]) => html`<option value="${code}">${name}</option>`);
  const fields = () =>
    ({
      vehicle_out: html`<label>${t('changes.vehicle')} <select name="vehicle">${[...board.vehicles.keys()].map((one) => html`<option>${one}</option>`)}</select></label> <label>${t('changes.back')} <input name="back" type="time"></label>`,
      roads: html`<p class="soft" role="status">${t('changes.area', { n: area.length })}</p><p class="row"><button type="button" class="plain" data-do="clear">${t('changes.area.clear')}</button></p><label>${t('changes.percent')} <input name="percent" type="number" min="100" max="9999"></label>`,
      closed: html`<label>${t('changes.place')} <select name="drop">${places()}</select></label> <label>${t('changes.reopens')} <input name="reopens" type="date"></label> <label>${t('changes.divert')} <select name="divert"><option value="">${t('changes.hold')}</option><option value="post">${t('changes.post')}</option>${places()}</select></label>`,
      must_arrive: html`<label>${t('changes.places')} <select name="locations" multiple size="8" required>${locations()}</select></label> <label>${t('changes.by')} <input name="by" type="time" required></label>`,
    })[kind];

  const what = (/** @type {FormData} */ told) => {
    const text = (/** @type {string} */ name) => String(told.get(name) ?? '') || null;
    switch (kind) {
      case 'vehicle_out':
        return { kind, vehicle: text('vehicle'), back: text('back') };
      case 'roads':
        return { kind, area: { polygon: area }, percent: text('percent') && Number(text('percent')) };
      case 'closed':
        return {
          kind,
          drop: text('drop'),
          reopens: text('reopens'),
          divert: text('divert') === 'post' ? null : text('divert'),
          post: text('divert') === 'post',
        };
      default:
        return { kind, locations: told.getAll('locations'), serials: [], by: text('by') };
    }
  };

  const state = () => {
    const { incidents, unsettled } = board.told;
    fill(
      field('.state'),
      html`${incidents.length === 0 && html`<p class="soft">${t('changes.none')}</p>`}<ul class="list">${incidents.map(
        (/** @type {any} */ one) => html`<li><b>${happened(one, board)}</b> <small>${one.owner} ${t('changes.till', { day: one.until })}</small><div>${one.reason}</div><button type="button" class="plain" data-do="withdraw" data-number="${one.number}">${t('changes.end')}</button></li>`,
      )}</ul>
${incidents.length > 0 && html`<p><button type="button" data-do="replan">${t('changes.replan')}</button></p>`}
${unsettled.length > 0 && html`<h3>${t('changes.unsettled', { n: unsettled.length })}</h3><ul class="limits">${unsettled.map((/** @type {any} */ one) => html`<li>✕ ${limit(one, board)}</li>`)}</ul><p><button type="button" class="danger" data-do="accept">${t('changes.accept')}</button></p>`}`,
    );
  };
  /** What was published and still holds: the day was planned with it. */
  const [centre, date] = day.split('/');
  const carried = async () => {
    const { incidents } = await api.get(`centres/${centre}/incidents?day=${date}`);
    if (!body.isConnected) return;
    fill(
      field('.carried'),
      html`${incidents.length > 0 && html`<details><summary>${t('changes.carried', { n: incidents.length })}</summary><p class="soft">${t('changes.carried.hint')}</p><ul class="list">${incidents.map(
        (/** @type {any} */ one) => html`<li><b>${one.text}</b> <small>${one.owner} ${t('changes.till', { day: one.until })}</small><div>${one.reason}</div><button type="button" class="plain" data-do="end" data-number="${one.id}">${t('changes.end')}</button></li>`,
      )}</ul></details>`}`,
    );
  };
  const draw = () => {
    fill(field('.fields'), fields());
    map.whenCorner = kind === 'roads' ? corner : undefined;
    map.outline(kind === 'roads' ? area : []);
  };
  const corners = (/** @type {[number, number][]} */ now) => {
    area = now;
    const said = body.querySelector('.fields p');
    if (said) said.textContent = t('changes.area', { n: area.length });
    map.outline(area);
  };

  const corner = (/** @type {import('leaflet').LatLng} */ { lat, lng }) =>
    corners([...area, [Number(lng.toFixed(5)), Number(lat.toFixed(5))]]);

  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.name !== 'kind') return;
    kind = target.value;
    draw();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const told = new FormData(form);
    const { reason, owner, until } = Object.fromEntries(told);
    if (await work.edit({ do: 'report', reason, owner, until, what: what(told) })) {
      area = [];
      /** @type {HTMLInputElement} */ (field('[name=reason]')).value = '';
      draw();
    }
  });
  body.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element && target.closest('[data-do]');
    if (!(button instanceof HTMLElement)) return;
    switch (button.dataset.do) {
      case 'clear':
        return corners([]);
      case 'withdraw':
        return void work.edit({ do: 'withdraw', incident: Number(button.dataset.number) });
      case 'end':
        await api.post(`centres/${centre}/incidents/${button.dataset.number}/end`, { by }, 0);
        return carried();
      case 'replan':
        return show('search', 'replan');
      case 'accept': {
        const told = await ask({
          title: t('changes.accept'),
          body: html`<p class="row"><label>${t('override.by')} <input name="by" value="${by}" maxlength="40" size="8" required></label> <label>${t('reason')} <input name="because" maxlength="200" required autofocus></label></p>`,
        });
        if (told) await work.edit({ do: 'accept' }, { because: told.because.trim(), by: told.by.trim() });
      }
    }
  });
  board.addEventListener('change', state);
  state();
  draw();
  carried();
  return () => {
    map.whenCorner = undefined;
    map.outline([]);
    board.removeEventListener('change', state);
  };
}
