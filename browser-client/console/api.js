/** Something that the server did not do, in its own sentence. */
export class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Asks the server over HTTP.
 *
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>}
 * @throws {Refusal}
 */
export async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Refusal(0, 'The server cannot be reached.');
  }
  const answer = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) {
    throw new Refusal(response.status, answer?.detail ?? answer?.title ?? `The server answered ${response.status}.`);
  }
  return answer;
}

/** @param {string} path */
export const get = (path) => call('GET', path);

/**
 * The address of something with parameters; those that are empty are left out.
 *
 * @param {string} path
 * @param {Record<string, string | number | undefined>} parameters
 */
export function address(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') {
      query.set(name, String(value));
    }
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
