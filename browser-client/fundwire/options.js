import { ownEnvironment } from './environment.js';

/**
 * How to connect. All are optional.
 *
 * @typedef {object} ConnectOptions
 * @property {string} [url] of the server's WebSocket; `/ws`, where this module came from, if left out
 * @property {() => string | undefined | Promise<string | undefined>} [getToken] asked before each
 *   attempt for what tells the server who the user is
 * @property {string} [user] names the user to a server without authentication
 * @property {boolean | string} [share] whether all tabs of a browser share one connection (they do);
 *   by a text, those with the same
 * @property {number} [timeout] milliseconds that a request may take, 10,000
 * @property {number} [queue] how many requests may wait at once, 1,000
 * @property {boolean} [enableWebSocket] `false`: never connects
 * @property {boolean} [enableNotifications] `false`: notifications are not announced
 * @property {boolean} [enableTypingIndicators] `false`: typing is neither told nor heard
 * @property {number} [reconnectInterval] milliseconds that delays between attempts grow from, 500
 * @property {number} [heartbeatInterval] milliseconds between heartbeats; up to 30,000, as the server
 *   says, if left out
 * @property {number} [healthInterval] milliseconds between looks at the server's health, 30,000
 * @property {new (url: string) => any} [WebSocket] to be used instead of the program's own
 * @property {import('./environment.js').Environment} [environment] for tests: all that is needed of
 *   the program that this runs in
 */

const DEFAULTS = {
  url: '/ws',
  share: true,
  timeout: 10_000,
  queue: 1000,
  enableWebSocket: true,
  enableNotifications: true,
  enableTypingIndicators: true,
  reconnectInterval: 500,
  healthInterval: 30_000,
};

const WITHOUT_DEFAULT = ['getToken', 'user', 'heartbeatInterval', 'WebSocket', 'environment'];

/** @typedef {ConnectOptions & typeof DEFAULTS & {environment: import('./environment.js').Environment, url: string}} Settings */

/**
 * All settings, from those that were given.
 *
 * @param {ConnectOptions} given
 * @returns {Settings}
 * @throws {TypeError} if there is no such option, or nothing to connect with or to
 */
export function settings(given) {
  const known = [...Object.keys(DEFAULTS), ...WITHOUT_DEFAULT];
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) {
      throw new TypeError(`connect() has no option ${name}: there are ${known.join(', ')}.`);
    }
  }
  const own = given.environment ?? ownEnvironment();
  const environment = given.WebSocket ? { ...own, WebSocket: /** @type {any} */ (given.WebSocket) } : own;
  if (!environment.WebSocket) {
    throw new TypeError('There is no WebSocket here: give connect() one as its option WebSocket.');
  }
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const all = { ...DEFAULTS, ...present, environment };
  return { ...all, url: address(all.url, given.user, environment.base) };
}

/**
 * @param {string} url
 * @param {string | undefined} user
 * @param {string | undefined} base
 */
function address(url, user, base) {
  let resolved;
  try {
    resolved = new URL(url, base);
  } catch {
    throw new TypeError(`url must be an address like ws://localhost:5000/ws here, not ${url}.`);
  }
  resolved.protocol = resolved.protocol.replace('http', 'ws');
  if (!resolved.protocol.startsWith('ws')) {
    throw new TypeError(`url must begin with ws:// or wss://, which ${url} does not.`);
  }
  resolved.hash = '';
  if (user !== undefined) {
    resolved.searchParams.set('user', user);
  }
  return resolved.href;
}
