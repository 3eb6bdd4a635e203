// The scanning page: lines from the keyboard, one after the other, through the station to the server and back
// onto the page. Each line waits until the one before it is answered or stored.

import { listen } from "./keys.js";
import { keepPage } from "./offline.js";
import { ask, get } from "./post.js";
import { openSender } from "./sender.js";
import { isIdle, SIGNED_OFF, take } from "./station.js";
import { openStore } from "./store.js";
import { isPersonal, tell } from "./tell.js";
import { play, quiet } from "./tones.js";
import { addLine, show, showLooks, showMenu, showQueue, showState, showTyping } from "./view.js";
import { answered, problem, refused, stored } from "./words.js";

const { centre, day } = document.querySelector("main").dataset;
const TYPING_MS = 150; // what comes faster is a scanner, which nobody reads along
const IDLE_LOOK_MS = 5_000;

let state = SIGNED_OFF;
let person = "";
let lastMs = Date.now();
let looks = [];
let waiting = 0;
const lines = new Map(); // number of a stored scan → changes its line in the list

const WORDS = { right: "对", warned: "重量存疑", wrong: "不对", stop: "停", problem: "没有记下", stored: "未核对" };

const ALL_ANSWERED = { kind: "idle", sign: "", word: "", huge: "存下的都已核对", more: "", count: "" };

// One page of a device at a time: two would send the same queue.
await navigator.locks.request("fenjian-scan", { ifAvailable: true }, (lock) => {
  if (lock) return;
  show(refused("另一个窗口开着扫描页：关掉它再用这一个"));
});
await new Promise((granted) => navigator.locks.request("fenjian-scan", () => (granted(), new Promise(() => {}))));

showMenu();
const store = await openStore();
looks = await store.looks();
const sender = await openSender(store, {
  look,
  told,
  changed(now, up) {
    waiting = now;
    showQueue(now, up);
  },
});

let line = Promise.resolve();
let typing = 0;
listen(window, {
  line: (text) => (line = line.then(() => taken(text)).catch(failed)),
  typing(text) {
    clearTimeout(typing);
    if (text === "") showTyping("");
    else typing = setTimeout(() => showTyping(text), TYPING_MS);
  },
});
setInterval(() => {
  if (isIdle(state, lastMs, Date.now())) signOff("久未扫描，已退出：请再扫工牌");
}, IDLE_LOOK_MS);
window.addEventListener("blur", () => show(refused("本页没有在前面，扫描收不到：点一下本页")));
window.addEventListener("focus", () => rest());
rest();
document.body.dataset.ready = "true";
keepPage().catch(() => {}); // without a network this time, what was kept before stays

// What the page shows when there is nothing new: what must be looked at comes first.
function rest() {
  showState(state, person);
  showLooks(looks);
  if (looks.length > 0) {
    alarm(looks[0].big);
  } else {
    quiet();
    show({ kind: "idle", sign: "", word: "", huge: state.badge ? "请扫描" : "请扫工牌", more: "", count: "" });
  }
}

function alarm(big) {
  show(big);
  play("stop");
}

function refuse(why) {
  show(refused(why));
  play("wrong");
}

function failed(error) {
  // The device's own storage failed: nothing that follows would be safe.
  alarm({ ...refused(`本机存不下扫描（${error.name}）：换一台设备，通知维护人员`), kind: "problem", sign: "!" });
}

function signOff(why) {
  state = SIGNED_OFF;
  person = "";
  rest();
  if (looks.length === 0) show(refused(why));
}

async function taken(text) {
  const scan = tell(text);
  lastMs = Date.now();
  const yes = scan.form === "enter" || (scan.form === "command" && scan.word === "OK");
  if (looks.length > 0) return yes ? confirm() : alarm({ ...looks[0].big, word: "先确认" });
  quiet();
  const step = take(state, scan);
  if (step.badge) return badge(step.badge);
  if (step.refuse) return refuse(step.refuse);
  if (step.open) return open(step.state, step.open);
  if (step.send) return send(step, scan);
  state = step.state;
  rest();
}

async function confirm() {
  await store.seen(looks[0]);
  looks = await store.looks();
  rest();
}

async function badge(code) {
  const found = await ask("/api/v1/badge", { centre, badge: code });
  if (found.problem) return refuse(`${found.problem.title}（${found.problem.code}）。${found.problem.action}`);
  state = { ...state, badge: code, got: {} };
  person = found.answer ? found.answer.name : "工牌未核对";
  rest();
}

// A pouch that is worked on: what it is for and how full it is, when somebody can say.
async function open(next, pouch) {
  const found = await get(`/api/v1/pouches/${centre}/${day}/${encodeURIComponent(pouch)}`);
  if (found.problem) return refuse(`${found.problem.title}（${found.problem.code}）。${found.problem.action}`);
  state = next;
  rest();
  if (found.answer) {
    const { location_name: name, inside, planned, state_text: where } = found.answer;
    show({ kind: "idle", sign: "", word: name, huge: pouch.split("-").at(-1), more: `${where}，线路 ${found.answer.route}`, count: `${inside} / ${planned}` });
  }
}

async function send({ state: next, send: parts, about, mode }, scan) {
  const body = {
    id: crypto.randomUUID(),
    badge: state.badge,
    device: device(),
    occurred_at: new Date().toISOString(),
    centre,
    day,
    ...parts,
  };
  const item = { body, about, mode, pass: state.pass };
  // What a card reader read never stays on the device.
  if (scan.form === "reader" || isPersonal(JSON.stringify(parts))) return sendUnkept(item, next);
  const { result, stored: isStored } = await sender.send(item);
  state = next;
  showState(state, person);
  if (isStored) {
    show(stored(waiting));
    play("stored");
    lines.set(body.id, addLine("stored", WORDS.stored, about));
    return;
  }
  conclude(item, result);
}

async function sendUnkept(item, next) {
  const why = "没有连接，读卡不能存：改扫回执、序列号，或 托盘/位置";
  if (!sender.isIdle()) return refuse(why);
  const result = await ask("/api/v1/scan", item.body);
  if (result.down) return refuse(why);
  state = next;
  showState(state, person);
  const seen = look({ item, result, stored: false });
  if (seen) {
    await store.note(seen);
    looks = await store.looks();
  }
  conclude(item, result);
}

// Shows the answer to what was scanned just now.
function conclude(item, result) {
  const big = bigOf(item, result);
  addLine(big.kind, WORDS[big.kind], item.about);
  if (looks.length > 0) return rest();
  show(big);
  play(big.kind);
}

function bigOf(item, result) {
  return result.answer ? answered(result.answer, item.body, item.pass) : problem(result.problem);
}

// What somebody has to confirm: every stop and problem, and what was stored and is wrong.
function look({ item, result, stored: isStored }) {
  const big = bigOf(item, result);
  if (big.kind === "right" || (big.kind === "wrong" && !isStored)) return null;
  const about = isStored ? `（先前存下的：${item.about}）` : "";
  return { big: { ...big, more: big.more + about } };
}

// A stored scan was answered, or one of just now; the latter shows itself.
async function told({ item, result, stored: isStored }) {
  const kind = bigOf(item, result).kind;
  if (isStored) lines.get(item.body.id)?.(kind, WORDS[kind]);
  lines.delete(item.body.id);
  looks = await store.looks();
  if (!isStored) return;
  if (looks.length > 0) return rest();
  show(waiting > 0 ? stored(waiting) : ALL_ANSWERED);
}

// The device's own name, made once.
function device() {
  const name = localStorage.getItem("fenjian-device") ?? `scan-${crypto.randomUUID().slice(0, 8)}`;
  localStorage.setItem("fenjian-device", name);
  return name;
}
