// Asks the server. Whatever is not a plain answer is told apart here: `answer`, `problem` (sending again would
// not help), or `down` (nobody answered; send again later).

const PATIENCE_MS = 10_000;

export const ask = (path, body) =>
  exchange(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
export const get = (path) => exchange(path, {});

async function exchange(path, how) {
  try {
    const response = await fetch(path, { ...how, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status >= 500) return { down: true };
    const told = await response.json();
    return response.ok ? { answer: told } : { problem: told };
  } catch {
    return { down: true };
  }
}
