// Opens the scanning page without a network: what came last time is kept, and used when nobody answers.

const KEPT = "fenjian-scan";
const PATIENCE_MS = 3_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  const ours = pathname.startsWith("/scan/") || /^\/days\/[^/]+\/[^/]+\/scan$/.test(pathname);
  if (event.request.method === "GET" && ours) event.respondWith(freshOrKept(event.request));
});

async function freshOrKept(request) {
  const kept = await caches.open(KEPT);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) await kept.put(request, response.clone());
    return response;
  } catch {
    return (await kept.match(request)) ?? Response.error();
  }
}
