// Turns key strokes into lines. Scanners type what they read and end it with Enter or Tab; people type too.
//
// No field has the focus, so that no Chinese input method comes between and no number that was read stands in the page.

const MOST = 128;

// Calls `line` with each finished line and `typing` with what stands there so far, after every key.
export function listen(target, { line, typing }) {
  let text = "";
  const set = (now) => {
    text = now;
    typing(text);
  };
  target.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { key } = event;
    if (key === "Enter" || key === "Tab") {
      const done = text;
      set("");
      // A scanner that ends with Tab and Enter has said one thing; Enter alone means yes.
      if (key === "Enter" || done !== "") line(done);
    } else if (key === "Escape") {
      if (text === "") line("FJ-CANCEL");
      set("");
    } else if (key === "Backspace") {
      set(text.slice(0, -1));
    } else if (key.length === 1) {
      if (text.length < MOST) set(text + key);
    } else {
      return;
    }
    event.preventDefault();
  });
}
