// Opens the desk.

import 'leaflet/dist/leaflet.css';
import './desk.css';
import { Actions } from './actions.js';
import * as api from './api.js';
import { Board } from './board.js';
import { Carry } from './carry.js';
import { dragging } from './drag.js';
import { everywhere } from './everywhere.js';
import { filtering } from './filter.js';
import { byId, fill, html } from './html.js';
import { Keys } from './keys.js';
import { Lanes } from './lanes.js';
import { Line } from './line.js';
import { PlanMap } from './map.js';
import { Mover } from './mover.js';
import { following } from './others.js';
import { Panel } from './panel.js';
import { listen as hearOfSearches } from './panels/search.js';
import { Pen } from './pen.js';
import { person } from './person.js';
import { picking } from './pick.js';
import { Selection } from './selection.js';
import { chosenDraft } from './start.js';
import { Top } from './top.js';
import { Tray } from './tray.js';
import { t, translate } from './words/index.js';
import { Work } from './work.js';

const { centre, day: date } = document.body.dataset;
const day = `${centre}/${date}`;

translate(document);
try {
  const by = await person();
  const draft = await chosenDraft(day, by);
  if (draft !== null) await desk(draft, by);
} catch (error) {
  const { problem, message } = /** @type {any} */ (error);
  byId('banner').hidden = false;
  fill(byId('banner'), html`${t('broken')} ${problem?.title ?? ''} ${message} ${problem?.action ?? ''}`);
}

async function desk(/** @type {string} */ draft, /** @type {string} */ by) {
  const load = () => api.get(`drafts/${draft}/board`);
  const board = new Board(await load());
  const reload = async () => board.replace(await load());
  const selection = new Selection();
  const line = new Line(board, by);
  const pen = new Pen(board, by, reload, line);
  const work = new Work(board, pen);
  const lanes = new Lanes(byId('lanes'), board, selection);
  const map = new PlanMap(byId('map'), board, selection, (vehicle) => lanes.look(vehicle));
  const mover = new Mover(board, lanes, work);
  const show = (/** @type {string} */ name, /** @type {any} */ about) => panel.open(name, about);
  const panel = new Panel({ board, selection, lanes, map, work, line, by, day, show });
  const carry = new Carry(lanes, mover);
  const actions = new Actions(lanes, work, (taken) => carry.grab(taken), show);
  const top = new Top(board);
  const tray = new Tray(byId('tray'), board, (drop) => void actions.send([drop], 'van'));

  new Keys(lanes, carry, actions, byId('tray')).listen();
  dragging(lanes, mover);
  picking(lanes, actions, byId('tray'));
  hearOfSearches(line);
  following(line, work, mover, reload);
  filtering(lanes);
  everywhere(work, (name) => panel.toggle(name), byId('filter'));
  byId('undo').addEventListener('click', () => work.step('undo'));
  byId('redo').addEventListener('click', () => work.step('redo'));
  map.whenPicked = ({ drop = null, ...route }) => lanes.focusAgain({ ...route, drop });

  top.draw();
  tray.draw();
  await Promise.all([map.draw(), lanes.draw()]);
  line.listen();
  document.body.dataset.ready = 'yes';
  // Only a help to find one's way.
  api.get(`divisions?province=${(centre ?? '').slice(0, 2)}`).then((told) => map.setCounties(told), () => {});
}
