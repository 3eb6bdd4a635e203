// Fetches the wall again every few seconds and puts it in the place of the old one. When that fails for a while,
// or the machine behind it stops answering, the screen says how old its figures are.
"use strict";
(() => {
  const EVERY_MS = 5000, OLD_MS = 20000;
  let fresh = performance.now(), shown = document.querySelector("#wall time").textContent;

  async function again() {
    try {
      const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(EVERY_MS) });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const wall = page.querySelector("#wall");
      document.querySelector("#wall").replaceWith(wall);
      fresh = performance.now();
      shown = wall.querySelector("time").textContent;
    } catch {
      // Told below, once it has lasted.
    }
    setTimeout(again, EVERY_MS);
  }

  function age() {
    const old = performance.now() - fresh;
    const stale = old > OLD_MS;
    document.body.classList.toggle("old", stale);
    const sign = document.querySelector("#old");
    sign.hidden = !stale;
    if (stale) sign.textContent = `数据已旧 ${Math.round(old / 1000)} 秒，下面是 ${shown} 的数字`;
  }

  setTimeout(again, EVERY_MS);
  setInterval(age, 1000);
})();
