// Standing rules of the centre: those in force and those that ended; a new one, also filled in from a stop. They change
// no plan that is there: the next one is made with them.

import * as api from '../api.js';
import { fault } from '../describe.js';
import { fill, html } from '../html.js';
import { ask } from '../ui/dialog.js';
import { language, t } from '../words/index.js';

const KINDS = ['on_vehicle', 'not_before', 'not_after'];

/** What a rule asks for, in words. */
const asks = (/** @type {any} */ { what, text }) =>
  language === 'zh' ? text : t(`rules.asks.${what.kind}`, { vehicle: what.vehicle, at: what.at });

/** Why a rule was set aside. */
const against = (/** @type {any} */ { why, detail, text }) => (language === 'zh' ? text : t(`rules.why.${why}`, { what: detail }));

/** Opens the panel; `about` fills the form in. @typedef {{location: string, kind: string, vehicle?: string, at?: string}} About */
export async function open(
  /** @type {HTMLElement} */ body,
  /** @type {import('../panel.js').Desk} */ { board, by, day },
  /** @type {About | undefined} */ about,
) {
  const [centre, date] = day.split('/');
  const path = `centres/${centre}/rules`;
  let kind = about?.kind ?? KINDS[0];
  /** @type {any[]} */
  let rules = [];
  const part = (/** @type {string} */ css) => /** @type {HTMLElement} */ (body.querySelector(css));

  const option = (/** @type {string} */ value, /** @type {string} */ name, /** @type {unknown} */ now) =>
    html`<option value="${value}"${value === now && html` selected`}>${name}</option>`;
  const places = new Map([...Object.entries(board.told.places).map(([code, one]) => [code, one.name]), ...board.locations()]);
  fill(
    body,
    html`<div class="state"></div><h3>${t('rules.add')}</h3><p class="soft">${t('rules.from.next')}</p>
<form><p><label>${t('rules.place')} <select name="location" required>${[...places].map(([code, name]) => option(code, name, about?.location))}</select></label></p>
<p class="row"><label>${t('rules.kind')} <select name="kind">${KINDS.map((one) => option(one, t(`rules.${one}`), kind))}</select></label> <span class="what"></span></p>
<p><label>${t('reason')} <input name="reason" maxlength="200" required></label></p>
<p class="row"><label>${t('rules.owner')} <input name="owner" maxlength="40" size="8" value="${by}" required></label></p>
<p class="row"><label>${t('rules.from')} <input name="from" type="date" value="${date}" required></label> <label>${t('rules.until')} <input name="until" type="date" min="${date}" required></label></p>
<p class="said" role="status"></p><button>${t('rules.keep')}</button></form>`,
  );
  const form = /** @type {HTMLFormElement} */ (body.querySelector('form'));

  const draw = () =>
    fill(
      part('.what'),
      kind === 'on_vehicle'
        ? html`<label>${t('rules.vehicle')} <select name="vehicle">${[...board.vehicles.keys()].map((one) => option(one, one, about?.vehicle))}</select></label>`
        : html`<label>${t('rules.at')} <input name="at" type="time" value="${about?.at ?? ''}" required></label>`,
    );

  const aside = (/** @type {any} */ text) => html`<div class="aside">${text}</div>`;
  const item = (/** @type {any} */ one) => html`<li data-rule="${one.id}"><b>${one.name} ${asks(one)}</b><div class="soft">${t('rules.until.by', { owner: one.owner, day: one.until })}${one.from > date && ` ${t('rules.not.yet', { day: one.from })}`}</div><div>${one.reason}</div>
${one.set_aside && aside(t('rules.aside', { day: one.set_aside.day, n: one.set_aside.revision, why: against(one.set_aside) }))}
${board.vehicles.get(one.what.vehicle)?.out && aside(t('rules.out'))}
${one.ended_by ? html`<div class="soft">${t('rules.ended', { by: one.ended_by, day: one.ended_at.slice(0, 10) })}</div>` : html`<button type="button" class="plain" data-do="end" data-id="${one.id}">${t('rules.end')}</button>`}</li>`;

  const state = () => {
    const past = rules.filter((one) => one.ended_by || one.until < date);
    const now = rules.filter((one) => !past.includes(one));
    fill(
      part('.state'),
      html`${now.length === 0 && html`<p class="soft">${t('rules.none')}</p>`}<ul class="list">${now.map(item)}</ul>
${past.length > 0 && html`<details><summary>${t('rules.past', { n: past.length })}</summary><ul class="list">${past.map(item)}</ul></details>`}`,
    );
  };
  const load = async () => {
    ({ rules } = await api.get(path));
    state();
  };

  /** Does what is asked, tells what the server said, and shows the list as it is then. */
  const put = async (/** @type {string} */ to, /** @type {any} */ what, /** @type {string} */ done) => {
    let said;
    try {
      await api.post(to, what, 0);
      said = html`<span class="good">${done}</span>`;
    } catch (error) {
      const { problem, message } = /** @type {any} */ (error);
      said = html`<span class="bad">${problem ? fault(problem) : message} ${problem?.detail ?? ''}</span>`;
    }
    fill(part('.said'), said);
    await load();
  };

  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.name !== 'kind') return;
    kind = target.value;
    draw();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { location, vehicle, at, reason, owner, from, until } = Object.fromEntries(new FormData(form));
    const what = kind === 'on_vehicle' ? { kind, vehicle } : { kind, at };
    await put(path, { by, location, what, reason, owner, from, until, draft: board.told.draft }, t('rules.kept'));
  });
  body.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element && target.closest('[data-do=end]');
    if (!(button instanceof HTMLElement)) return;
    const one = rules.find((rule) => rule.id === Number(button.dataset.id));
    const told = await ask({ title: t('rules.end.of', { rule: `${one.name} ${asks(one)}` }), body: html`<p>${t('rules.end.once')}</p>`, buttons: html`<button value="ok" class="danger" autofocus>${t('rules.end')}</button>` });
    if (told) await put(`${path}/${one.id}/end`, { by }, t('rules.done'));
  });
  board.addEventListener('change', state);
  draw();
  await load();
  if (about) part('[name=reason]').focus();
  return () => board.removeEventListener('change', state);
}
