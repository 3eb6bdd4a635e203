// Sends scans in their order, once each: the next one goes when the one before is answered. A scan is kept on the
// device before anything else, under the identifier and the moment that it had then.

import { ask } from "./post.js";

const LATEST_MS = 2_500; // after this long a scan counts as stored, whatever becomes of it
const LONGEST_WAIT_MS = 15_000;

// `told({ item, result, stored })` is called for each answer, after what must be looked at (`look` makes it) is
// kept; `changed(waiting, up)` when the number of waiting scans or the connection changes.
export async function openSender(store, { look, told, changed }) {
  let waiting = await store.waiting();
  let up = true;
  let wake = () => {};
  let failures = 0;
  const live = new Map(); // number of a scan → tells the one who waits for it

  const report = () => changed(waiting.length, up);
  const settle = (n, outcome) => {
    live.get(n)?.(outcome);
    live.delete(n);
  };

  async function run() {
    for (;;) {
      const [item] = waiting;
      if (!item) {
        await new Promise((resolve) => (wake = resolve));
        continue;
      }
      const result = await ask("/api/v1/scan", item.body);
      if (result.down) {
        up = false;
        failures += 1;
        for (const n of [...live.keys()]) settle(n, { stored: true });
        report();
        const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures);
        await Promise.race([new Promise((resolve) => (wake = resolve)), pause(wait)]);
        continue;
      }
      up = true;
      failures = 0;
      const stored = !live.has(item.n);
      await store.answered(item, look({ item, result, stored }));
      waiting = waiting.slice(1);
      report();
      await told({ item, result, stored });
      settle(item.n, { result });
    }
  }

  globalThis.addEventListener("online", () => wake());
  report();
  run();

  return {
    isIdle: () => waiting.length === 0,
    // Keeps and sends a scan: `{ result }` when it is answered at once, `{ stored: true }` when it waits.
    async send(item) {
      const kept = await store.keep(item);
      waiting = [...waiting, kept];
      report();
      const outcome = new Promise((resolve) => live.set(kept.n, resolve));
      wake();
      setTimeout(() => settle(kept.n, { stored: true }), LATEST_MS);
      return outcome;
    },
  };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
