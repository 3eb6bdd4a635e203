// The interface of the desk (`/api/v1`) as functions. What the server refuses is a `Refused`; no answer is a `Lost`.

/** The server's answer to what it does not do: a problem of RFC 9457. */
export class Refused extends Error {
  constructor(/** @type {any} */ problem) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }
}

/** Nobody answered: it may be done, or not. */
export class Lost extends Error {}

/** After this long nobody will answer. */
const PATIENCE_MS = 20000;

/**
 * @param {string} method
 * @param {string} path below `/api/v1`
 * @param {{body?: any, version?: number, signal?: AbortSignal}} [more]
 */
async function ask(method, path, { body, version, signal } = {}) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let answer, text;
  try {
    answer = await fetch(`/api/v1/${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ?? patience,
    });
    text = await answer.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Lost(String(error));
  }
  // A gateway's page, or the answer of a server that ends.
  if ([502, 503, 504].includes(answer.status)) throw new Lost(`${answer.status}`);
  const told = text === '' ? null : read(text, answer.status);
  if (!answer.ok) throw new Refused(told);
  return told;
}

function read(/** @type {string} */ text, /** @type {number} */ status) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused({ status, title: `HTTP ${status}`, detail: '', action: '' });
  }
}

export const get = (/** @type {string} */ path) => ask('GET', path);
export const post = (/** @type {string} */ path, /** @type {any} */ body, /** @type {number} */ version) =>
  ask('POST', path, { body, version });
export const patch = (/** @type {string} */ path, /** @type {any} */ body) => ask('PATCH', path, { body });
export const remove = (/** @type {string} */ path) => ask('DELETE', path);

/** As `post`, until `signal`. */
export const postUntil = (
  /** @type {AbortSignal} */ signal,
  /** @type {string} */ path,
  /** @type {any} */ body,
  /** @type {number} */ version,
) => ask('POST', path, { body, version, signal });
