// Tells by its form what a line is. What it cannot be told by, a serial from a receipt number, the server finds out.

const BADGE = /^B[0-9A-HJKMNP-TV-Z]{20}$/;
const NUMBERED = /^[0-9A-Z-]+-\d{6}-([A-Z])\d{2,}$/;
const PLACE = /^(\S*)\s*[/ ]\s*(\d{1,6})$/;

// A scan: `form` is one of enter, command, badge, reader, misread, pouch, route, sheet, place, code.
export function tell(line) {
  const text = line.normalize("NFKC").trim();
  const upper = text.toUpperCase();
  if (text === "") return { form: "enter" };
  if (upper.startsWith("FJ-")) return { form: "command", word: upper.slice(3) };
  if (BADGE.test(upper)) return { form: "badge", text: upper };
  if (text.length === 18 && looksPersonal(upper)) {
    return { form: hasCheckDigit(upper) ? "reader" : "misread", text: upper };
  }
  const numbered = NUMBERED.exec(upper);
  if (numbered) {
    const form = { P: "pouch", R: "route" }[numbered[1]] ?? "sheet";
    return { form, text: upper };
  }
  const place = PLACE.exec(text);
  if (place) return { form: "place", tray: place[1], position: Number(place[2]) };
  return { form: "code", text };
}

// Whether a text must not stay on the device: a citizen number stands in it.
export function isPersonal(text) {
  const upper = text.toUpperCase();
  for (let at = 0; at + 18 <= upper.length; at++) {
    const part = upper.slice(at, at + 18);
    if (looksPersonal(part) && hasCheckDigit(part)) return true;
  }
  return false;
}

// Six digits of a division, a day of birth, three digits and the check digit.
function looksPersonal(text) {
  const parts = /^[1-9]\d{5}((?:19|20)\d\d)(\d\d)(\d\d)\d{3}[\dX]$/.exec(text);
  if (!parts) return false;
  const [, year, month, day] = parts.map(Number);
  const born = new Date(Date.UTC(year, month - 1, day));
  return born.getUTCMonth() === month - 1 && born.getUTCDate() === day;
}

// GB 11643: ISO 7064 MOD 11-2.
function hasCheckDigit(text) {
  const digits = [...text].map((c) => (c === "X" ? 10 : Number(c)));
  const sum = digits.reduce((sum, digit) => (sum * 2 + digit) % 11, 0);
  return sum === 1;
}
