// Puts the state and the answers on the page. Text only: nothing that was scanned becomes markup.

import { MODES } from "./modes.js";
import { prompt } from "./station.js";

const MOST_LINES = 9;

const $ = (id) => document.getElementById(id);

// The line of modes with their numbers.
export function showMenu() {
  const items = Object.entries(MODES).map(([word, { number, zh }]) => {
    const item = part("li", `${number} ${zh}`);
    item.dataset.mode = word;
    return item;
  });
  $("menu").prepend(...items);
}

// The one big answer: see `words.js`.
export function show(big) {
  $("answer").dataset.kind = big.kind;
  for (const part of ["sign", "word", "huge", "more", "count"]) $(part).textContent = big[part];
  $("huge").dataset.long = big.huge.length > 6;
}

export function showState(state, person) {
  $("person").textContent = state.badge ? person : "无人";
  $("mode").textContent = state.badge ? MODES[state.mode].zh : "";
  $("pass").textContent = state.badge && state.mode === "sort" ? `第 ${state.pass} 遍` : "";
  $("prompt").textContent = prompt(state);
  $("got").textContent = Object.values(state.got)
    .filter((value) => typeof value !== "object")
    .join("　");
  for (const item of $("menu").children) item.classList.toggle("on", Boolean(state.badge) && item.dataset.mode === state.mode);
}

export function showQueue(waiting, up) {
  $("queue").dataset.up = up && waiting === 0;
  $("queue").textContent = waiting > 0 ? `已存 ${waiting} 条，未核对` : up ? "已连接" : "没有连接";
}

export function showLooks(looks) {
  $("looks").textContent = looks.length > 0 ? `待处理 ${looks.length} 条：扫“确认”或按回车` : "";
}

// What stands typed so far; the first digits of a long number are nobody's business.
export function showTyping(text) {
  $("typed").textContent = /\d{9}/.test(text) ? "…" : text;
}

// A line in the list of the last answers. `change` it when the scan is answered later.
export function addLine(kind, word, about) {
  const line = document.createElement("li");
  const change = (kind, word) => {
    line.dataset.kind = kind;
    line.replaceChildren(part("b", word), part("span", about));
  };
  change(kind, word);
  $("last").prepend(line);
  while ($("last").children.length > MOST_LINES) $("last").lastChild.remove();
  return change;
}

function part(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
