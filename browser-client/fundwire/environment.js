/**
 * What the client needs of the program that it runs in: a browser, Node, or a test.
 *
 * @typedef {object} Environment
 * @property {typeof globalThis.WebSocket} WebSocket
 * @property {() => number} now in milliseconds
 * @property {(run: () => void, millis: number) => any} startTimer
 * @property {(timer: any) => void} stopTimer
 * @property {() => number} random from 0 up to, not including, 1
 * @property {() => string} newId a UUID
 * @property {LockManager | undefined} locks what tabs agree by on who holds the connection
 * @property {((name: string) => BroadcastChannel) | undefined} openBroadcast what tabs talk over
 * @property {Storage | undefined} storage what a page leaves to the next one in its tab
 * @property {() => boolean} isHidden whether nobody sees the page
 * @property {() => boolean} isOnline whether there is a network at all
 * @property {(event: PageEvent, listener: (event: any) => void) => () => void} listen to the page;
 *   gives back what ends it
 * @property {string | undefined} base what relative URLs are resolved against
 *
 * @typedef {'online' | 'offline' | 'visibilitychange' | 'pageshow' | 'pagehide'} PageEvent
 */

/**
 * The environment that this module was loaded in.
 *
 * @returns {Environment}
 */
export function ownEnvironment() {
  const { document, navigator } = globalThis;
  const inPage = document !== undefined;
  return {
    WebSocket: globalThis.WebSocket,
    now: () => Date.now(),
    startTimer: (run, millis) => setTimeout(run, millis),
    stopTimer: (timer) => clearTimeout(timer),
    random: () => Math.random(),
    newId,
    locks: inPage ? navigator.locks : undefined,
    openBroadcast: inPage && globalThis.BroadcastChannel ? (name) => new BroadcastChannel(name) : undefined,
    storage: inPage ? ownStorage() : undefined,
    isHidden: () => inPage && document.visibilityState === 'hidden',
    isOnline: () => !inPage || navigator.onLine,
    listen: inPage ? listen : () => () => {},
    base: base(),
  };
}

/** `crypto.randomUUID` is only there on pages that came over TLS or from this machine. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A browser may be told to keep nothing, and throws then. */
function ownStorage() {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

/** @type {Environment['listen']} */
function listen(event, listener) {
  const target = event === 'visibilitychange' ? document : window;
  target.addEventListener(event, listener);
  return () => target.removeEventListener(event, listener);
}

/** Where this module came from is where the server is, unless it was built into something else. */
function base() {
  const here = import.meta.url ?? '';
  return here.startsWith('http') && new URL(here).pathname.endsWith('/fundwire/environment.js') ? here : globalThis.location?.href;
}
