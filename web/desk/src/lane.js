// The markup of one route: its figures, what it breaks, and its stops in order.

import { limit, names } from './describe.js';
import { hours, kg, km, yuan } from './figures.js';
import { html } from './html.js';
import { routeKey } from './names.js';
import { t } from './words/index.js';

/** So many limits are told in a lane; late stops say so themselves. */
const LIMITS = 3;

/** A short line in a route's colour and dashes. */
export const swatch = (/** @type {{colour: string, dash: string}} */ { colour, dash }) => html`
<svg class="swatch" width="28" height="10" aria-hidden="true"><line x1="0" y1="5" x2="28" y2="5" stroke="${colour}" stroke-width="4" stroke-dasharray="${dash}"/></svg>`;

/** What cannot wait: a mark to see, words to hear. */
function urgent(/** @type {any} */ stop) {
  return [
    stop.late_s > 0 && html`<em class="late">✕ ${t('late', { n: hours(stop.late_s) })}</em> `,
    stop.overdue_cards > 0 && html`<em class="overdue">▲<span class="heard">${t('overdue')}</span>${stop.overdue_cards}</em> `,
    stop.due_cards > 0 && html`<em class="due">△<span class="heard">${t('due')}</span>${stop.due_cards}</em> `,
  ];
}

/**
 * @param {any} stop
 * @param {number} ix
 * @param {import('./board.js').Board} board
 * @param {any} route
 */
function stopMarkup(stop, ix, board, route) {
  const name = board.name(stop.drop);
  const time = html`${stop.wait_s > 0 && html`<small>${stop.arrive}→</small>`}${stop.begin}`;
  const pause = route.pause?.before === stop.drop;
  // A closed place has no window; what is sealed for it goes there all the same.
  const [from, to] = stop.window ?? ['—', '—'];
  const slack = stop.slack_s === null ? '—' : hours(stop.slack_s);
  return html`<li><div class="stop" role="button" tabindex="-1" aria-pressed="false" data-drop="${stop.drop}" title="${name}
${t('stop.title', { arrive: stop.arrive, begin: stop.begin, leave: stop.leave, from, to, slack, cards: stop.cards, due: stop.due_cards, overdue: stop.overdue_cards })}"><span class="when"><b>${ix + 1}</b> ${time}</span><span class="what">${t('pouches', { n: stop.pouches })}${stop.locked && html` <i class="lock">${t('locked')}</i>`}</span><span class="name">${pause && html`<span class="pause">${t('pause', { at: route.pause.begin })}</span> `}${urgent(stop)}${name}</span></div></li>`;
}

function load(/** @type {any} */ route) {
  const part = Math.max(route.pouches / route.pouches_max, route.weight_g / route.weight_max_g);
  const full = part > 1 ? 'bar full' : 'bar';
  return html`<span class="load"><span class="${full}" aria-hidden="true"><i style="width:${Math.min(100, Math.round(part * 100))}%"></i></span>${t('load', {
    pouches: route.pouches,
    most: route.pouches_max,
    kg: kg(route.weight_g),
    kg_most: kg(route.weight_max_g),
  })}</span>`;
}

/** What is left until something would break: the least of it first. */
function slack(/** @type {any} */ route) {
  const kinds = ['window', 'shift', 'depart'].filter((kind) => route.slack[`${kind}_s`] !== null);
  return html`<span class="slack">${t('slack')} ${kinds.map(
    (kind) => html`<span class="${route.slack[`${kind}_s`] < 600 ? 'tight' : ''}">${t(`slack.${kind}`)} ${hours(route.slack[`${kind}_s`])}</span> `,
  )}</span>`;
}

function states(/** @type {any} */ route, /** @type {any} */ vehicle) {
  return [
    vehicle.out && html`<i class="out">${t('out')}</i>`,
    route.frozen && html`<i class="frozen">${t('frozen')}</i>`,
    route.locked.route && html`<i class="lock">${t('locked.route')}</i>`,
    route.locked.order && html`<i class="lock">${t('locked.order')}</i>`,
  ];
}

/**
 * A lane.
 * @param {any} route
 * @param {import('./board.js').Board} board
 * @param {{colour: string, dash: string}} look
 */
export function lane(route, board, look) {
  const id = `lane-${routeKey(route)}`;
  const next = board.next(route.vehicle);
  const add = next && next.trip === route.trip + 1;
  return html`<section class="lane${route.frozen ? ' frozen' : ''}${route.broken.length > 0 ? ' broken' : ''}" data-vehicle="${route.vehicle}" data-trip="${route.trip}" aria-labelledby="${id}" style="--route:${look.colour}">
<div class="head">${swatch(look)}<h3><button type="button" id="${id}" class="route" tabindex="-1" aria-pressed="false">${route.vehicle}${route.trip > 1 && html`·${route.trip}`} <small>${route.plate}</small></button></h3>
<span class="times"><button type="button" class="depart" tabindex="-1" title="${t('do.depart')}">${route.depart}</button>${route.depart_fixed && html`<i class="lock">${t('fixed')}</i>`}–${route.end} ${t('duty', { n: hours(route.duty_s) })}</span>
${load(route)}<span>${km(route.metres)} ${t('km')}</span><span>${yuan(route.cost_fen)} ${t('yuan')}</span>
${slack(route)}${states(route, board.vehicles.get(route.vehicle))}${add && html`<span class="next" data-trip="${next.trip}">${t('next.trip', { n: next.trip })}</span>`}<button type="button" class="more" tabindex="-1" aria-haspopup="menu" aria-label="${t('menu.of', { route: names.route(route) })}">⋯</button></div>
${route.broken.length > 0 && html`<ul class="limits">${route.broken.slice(0, LIMITS).map((/** @type {any} */ one) => html`<li>✕ ${limit(one, board)}</li>`)}${route.broken.length > LIMITS && html`<li>${t('limits.more', { n: route.broken.length - LIMITS })}</li>`}</ul>`}
<ol class="stops">${route.stops.map((/** @type {any} */ stop, /** @type {number} */ ix) => stopMarkup(stop, ix, board, route))}</ol>
</section>`;
}

/** A vehicle without a route: only a place to put stops. */
export const spare = (/** @type {any} */ vehicle) => html`
<section class="lane spare" data-vehicle="${vehicle.vehicle}" data-trip="1" aria-label="${t('spare.of', { vehicle: vehicle.vehicle })}"><button type="button" class="route" tabindex="-1">${vehicle.vehicle}</button> <small>${vehicle.plate} ${vehicle.type} ${t('pouches', { n: vehicle.pouches })} ${vehicle.shift[0]}–${vehicle.shift[1]}</small>${vehicle.out && html` <i class="out">${t('out')}</i>`}</section>`;
