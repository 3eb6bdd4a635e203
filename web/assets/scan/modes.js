// What can be done at a station: the steps that each mode asks for, in their order, and what is sent at the end.
//
// `keeps`: what stays for the next time. `once`: back to sorting afterwards, for it cannot be taken back.

export const MODES = {
  sort: { number: 1, zh: "分拣", asks: ["card"], keeps: [] },
  fill: { number: 2, zh: "装袋", asks: ["pouch", "card"], keeps: ["pouch"] },
  seal: { number: 3, zh: "封袋", asks: ["pouch", "seal", "count", "weight"], keeps: [] },
  load: { number: 4, zh: "装车", asks: ["route", "pouch"], keeps: ["route"] },
  depart: { number: 5, zh: "发车", asks: ["route"], keeps: [], once: true },
  "hand-over": { number: 6, zh: "交接", asks: ["pouch", "person"], keeps: [] },
  return: { number: 7, zh: "退回", asks: ["pouch"], keeps: [] },
  exception: { number: 8, zh: "异常", asks: ["pouch", "reason"], keeps: [] },
  spoiled: { number: 9, zh: "废损", asks: ["card"], keeps: [], once: true },
  found: { number: 10, zh: "捡拾", asks: ["card"], keeps: [], once: true },
  "came-back": { number: 11, zh: "错发退回", asks: ["card"], keeps: [], once: true },
  unseal: { number: 12, zh: "拆封", asks: ["pouch"], keeps: [], once: true },
  "seal-as-planned": { number: 13, zh: "按方案封袋", asks: ["pouch", "seal", "count", "weight"], keeps: [] },
};

export const REASONS = {
  short: "短少",
  "broken-seal": "封志破损",
  misdelivered: "错发",
  "nobody-there": "无人接收",
};

// What a step says, and what it takes from a scan: the value, or nothing when the scan is something else.
export const STEPS = {
  card: { zh: "扫证件（读卡器、回执、序列号，或 托盘/位置）", take: card },
  pouch: { zh: "扫袋号", take: (scan) => text(scan, "pouch") },
  route: { zh: "扫线路号", take: (scan) => text(scan, "route") },
  seal: { zh: "扫封志号", take: (scan) => text(scan, "code") },
  count: { zh: "清点张数，按回车", take: (scan) => number(scan, 1, 99999) },
  weight: { zh: "称重（克，未放袋内清单），没有称就按回车", take: (scan) => number(scan, 1, 999999), optional: true },
  person: { zh: "接收人警号，与上一次相同就按回车", take: (scan) => text(scan, "code"), optional: true },
  reason: { zh: "异常种类：1 短少　2 封志破损　3 错发　4 无人接收", take: reason },
};

function text(scan, form) {
  return scan.form === form ? scan.text : undefined;
}

function number(scan, least, most) {
  if (scan.form !== "code" || !/^\d{1,6}$/.test(scan.text)) return undefined;
  const value = Number(scan.text);
  return value >= least && value <= most ? value : undefined;
}

function reason(scan) {
  const words = Object.keys(REASONS);
  if (scan.form === "command") return words.find((word) => word === scan.word.toLowerCase());
  return scan.form === "code" ? words[Number(scan.text) - 1] : undefined;
}

function card(scan) {
  switch (scan.form) {
    case "reader":
      return { citizen_id: scan.text };
    case "place":
      return { tray: scan.tray, position: scan.position };
    // Shorter ones are numbers of modes, or typed by mistake.
    case "code":
      return scan.text.length > 2 ? { code: scan.text } : undefined;
    default:
      return undefined;
  }
}
