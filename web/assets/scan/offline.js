// Keeps this page and its files, so that the worker can open it when there is no network.

export async function keepPage() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/scan-worker.js", { scope: location.pathname });
  const files = performance.getEntriesByType("resource").map(({ name }) => name);
  const ours = files.filter((name) => new URL(name).pathname.startsWith("/scan/"));
  const kept = await caches.open("fenjian-scan");
  await kept.addAll([location.pathname, ...ours]);
  document.body.dataset.kept = "true";
}
