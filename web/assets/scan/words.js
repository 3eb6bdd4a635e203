// An answer as people see it: the sign, the word, and in the largest type what to do now.

const MODE_ZH = { van: "专车", post: "邮政速递", home: "邮寄到户", pickup: "自取" };

const DONE_ZH = {
  seal: "已封袋",
  "seal-as-planned": "已封袋",
  unseal: "已拆封",
  load: "已装车",
  depart: "已发车",
  "hand-over": "已交接",
  return: "已退回",
  exception: "异常已记",
  spoiled: "废损已记",
  found: "捡拾已记",
  "came-back": "错发退回已记",
};

// The short form of a number: what is different within a day, `P0001`.
const short = (number) => number?.split("-").at(-1) ?? "";

// `{ kind, sign, word, huge, more, count }`; `pass` is the pass that the station sorts.
export function answered(answer, body, pass) {
  const filling = body.pouch !== undefined && body.command === undefined;
  const count = filling && answer.planned !== null ? `${answer.inside} / ${answer.planned}` : "";
  const named = { kind: answer.verdict, count, more: answer.text };
  switch (answer.verdict) {
    case "right":
      if (answer.weighs_as !== null) {
        return { ...named, kind: "warned", sign: "✓", word: "已封，再数一遍", huge: `重量约合 ${answer.weighs_as} 张` };
      }
      if (body.command) return { ...named, sign: "✓", word: "对", huge: DONE_ZH[body.command] };
      return { ...named, sign: "✓", word: "对", huge: filling ? "放入" : where(answer, pass) };
    case "wrong":
      return { ...named, sign: "➜", word: "不对，放到", huge: body.command ? short(answer.route) : where(answer, pass) };
    default:
      return { ...named, sign: "✕", word: "停", huge: "取出，送异常台" };
  }
}

function where(answer, pass) {
  const here = answer.pockets.filter((at) => at.pass === pass);
  const at = here.length > 0 ? here : answer.pockets.slice(0, 1);
  if (at.length > 0) {
    return at
      .map(({ machine, pass: run, pockets }) => {
        const place = `${pockets.join("、")} 格`;
        const other = run === pass ? "" : `第 ${run} 遍 `;
        return `${at.length > 1 ? `${machine} ` : ""}${other}${place}`;
      })
      .join("　");
  }
  if (answer.pouch) return short(answer.pouch);
  return answer.card ? (MODE_ZH[answer.mode] ?? "待发") : "";
}

export function stored(waiting) {
  return {
    kind: "stored",
    sign: "？",
    word: "没有连接",
    huge: `已存 ${waiting} 条，未核对`,
    more: "按扫描次序放在“未核对”处；接通后自动核对，不对的会响。",
    count: "",
  };
}

export function problem(told) {
  const detail = told.detail ? `：${told.detail}` : "";
  return {
    kind: "problem",
    sign: "!",
    word: "没有记下",
    huge: told.title,
    more: `${told.code}${detail}。${told.action}`,
    count: "",
  };
}

export function refused(why) {
  return { kind: "refused", sign: "—", word: "没有记下", huge: "", more: why, count: "" };
}
