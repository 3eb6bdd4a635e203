// The station as a state and what a scan makes of it. Nothing here knows of the page, the network or the clock.

import { MODES, REASONS, STEPS } from "./modes.js";

export const SIGNED_OFF = { badge: null, mode: "sort", got: {}, pass: 1, tray: "", person: null };

// Minutes without a scan after which a person is signed off.
const IDLE_MINUTES = 5;

// What is asked for next.
export function asks(state) {
  return MODES[state.mode].asks.find((step) => !(step in state.got));
}

export function prompt(state) {
  if (!state.badge) return "扫工牌";
  const same = asks(state) === "person" && state.person ? `（上一次 ${state.person}）` : "";
  return STEPS[asks(state)].zh + same;
}

// Whether somebody was away for too long.
export function isIdle(state, lastMs, nowMs) {
  return state.badge !== null && nowMs - lastMs >= IDLE_MINUTES * 60_000;
}

// The state after a scan, and what is to be done: `{ send }` the parts of a body, `{ open }` a pouch whose cards
// follow, `{ badge }` to be looked up, `{ refuse }` with the reason, or nothing.
export function take(state, scan) {
  if (scan.form === "badge") return { state: { ...state, got: {} }, badge: scan.text };
  if (!state.badge) return refuse(state, "先扫工牌");
  if (scan.form === "misread") return refuse(state, "号码校验不对，请再读一次");
  if (scan.form === "place" && scan.tray === "") scan = { ...scan, tray: state.tray };
  if (scan.form === "place" && scan.tray === "") return refuse(state, "先扫一次 托盘/位置，之后可以只输 /位置");
  const step = asks(state);
  const value = STEPS[step].take(scan);
  if (value !== undefined) return fill(state, step, value);
  if (scan.form === "command") return command(state, scan.word);
  const menu = Object.keys(MODES).find((mode) => String(MODES[mode].number) === scan.text);
  if (scan.form === "code" && isFree(state)) {
    if (scan.text === "0") return command(state, "OUT");
    if (menu) return command(state, menu);
  }
  const other = MODES[state.mode].keeps.find((kept) => STEPS[kept].take(scan) !== undefined);
  if (other) return fill({ ...state, got: {} }, other, STEPS[other].take(scan));
  if (scan.form === "enter" && STEPS[step].optional) {
    return fill(state, step, step === "person" ? state.person : null);
  }
  if (scan.form === "enter") return { state };
  return refuse(state, `${WRONG_FORM[scan.form] ?? "这里用不上"}；现在要：${STEPS[step].zh}`);
}

const WRONG_FORM = {
  pouch: "这是袋号",
  route: "这是线路号",
  sheet: "这是单据号",
  reader: "这是读卡器读出的证件",
  place: "这是托盘和位置",
};

// Whether nothing was begun: then a short number chooses a mode.
function isFree(state) {
  return Object.keys(state.got).every((step) => MODES[state.mode].keeps.includes(step));
}

function refuse(state, why) {
  return { state, refuse: why };
}

// Whether a word after `FJ-` means anything.
export function isCommand(word) {
  const lower = word.toLowerCase();
  return ["OUT", "CANCEL", "OK"].includes(word) || PASS.test(word) || lower in MODES || lower in REASONS;
}

const PASS = /^PASS-([1-9])$/;

function command(state, word) {
  const mode = word.toLowerCase();
  if (word === "OUT") return { state: SIGNED_OFF };
  if (word === "CANCEL") return { state: { ...state, got: {} } };
  if (word === "OK") return { state };
  const pass = PASS.exec(word);
  if (pass) return { state: { ...state, pass: Number(pass[1]) } };
  if (!(mode in MODES)) return refuse(state, "没有这个命令");
  // A pouch that was filled is sealed next, without being scanned once more.
  const carried = state.mode === "fill" && mode === "seal" ? state.got.pouch : undefined;
  const begun = { ...state, mode, got: {} };
  return carried === undefined ? { state: begun } : fill(begun, "pouch", carried);
}

function fill(state, step, value) {
  const got = { ...state.got, [step]: value };
  const mode = MODES[state.mode];
  const next = { ...state, got };
  if (value?.tray) next.tray = value.tray;
  if (step === "person") next.person = value;
  if (asks(next)) return step === "pouch" ? { state: next, open: value } : { state: next };
  const kept = Object.fromEntries(mode.keeps.map((step) => [step, got[step]]));
  const after = { ...next, mode: mode.once ? "sort" : state.mode, got: mode.once ? {} : kept };
  return { state: after, send: parts(state.mode, got), about: about(got), mode: state.mode };
}

// What a mode sends beside the things that every scan says.
function parts(mode, got) {
  const body = {};
  if (mode !== "sort" && mode !== "fill") body.command = mode;
  const names = { weight: "weight_g", person: "accepted_by" };
  for (const [step, value] of Object.entries(got)) {
    if (value !== null) body[names[step] ?? step] = value;
  }
  return body;
}

// What a scan was about, as the list of answers says it; never what a card reader read.
function about({ card, pouch, route, reason }) {
  const thing = card ? (card.code ?? (card.tray && `${card.tray}/${card.position}`) ?? "读卡") : (pouch ?? route);
  return reason ? `${thing} ${REASONS[reason]}` : thing;
}
