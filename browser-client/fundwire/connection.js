import { FundwireError } from './error.js';
import { sentenceFor } from './close-codes.js';
import { Heart } from './heart.js';

/** How long the server may take to let the client in. */
const HANDSHAKE_MILLIS = 15_000;

const GOODBYE = 1000;
const LOST = 1006;

/**
 * What the server says, and what it is told.
 *
 * @typedef {{type: string, data: any, id?: string, replyTo?: string, clientId?: string, timestamp?: string}} Envelope
 *
 * What came of an attempt to come back: protocol section 5.
 * @typedef {{resumed: boolean, clientId: string, channels: Record<string, ResumedChannel>}} Resumed
 * @typedef {{recovered: boolean, missed: number, position?: Position, error?: {code: string, message: string}}} ResumedChannel
 * @typedef {{epoch: string, offset: number}} Position
 *
 * The data of the `connection` message.
 * @typedef {{clientId: string, userId: string, features: string[], heartbeatInterval: number, maxPayload: number, resumeToken?: string, reconnect?: {minMillis: number, maxMillis: number}}} Welcome
 *
 * Why a connection ended. `delay` is how long the server asked to wait, in milliseconds.
 * @typedef {{code: number, reason: string, delay?: number}} Ending
 *
 * @typedef {object} ConnectionListener
 * @property {(welcome: Welcome, resumed: Resumed | undefined) => void} opened the client is let in
 * @property {(envelope: Envelope) => void} received anything that the server said after that
 * @property {(millis: number) => void} measured how long a heartbeat took, there and back
 * @property {(ending: Ending) => void} ended it is over; nothing comes after that
 */

/** One WebSocket, from the attempt to connect to its end. */
export class Connection {
  #environment;
  #socket;
  #listener;
  #heart;
  #handshake;
  /** @type {Resumed | undefined} */
  #resumed;
  #isOpen = false;
  /** @type {Partial<Ending>} */
  #announced = {};

  /**
   * Begins to connect.
   *
   * @param {import('./environment.js').Environment} environment
   * @param {string} url
   * @param {string | undefined} token tells the server who the user is
   * @param {() => {token: string, channels: object} | undefined} resume as whom to come back, asked
   *   when there is a connection; only where `url` says so
   * @param {number | undefined} heartbeatInterval
   * @param {ConnectionListener} listener
   * @throws if the browser does not allow it
   */
  constructor(environment, url, token, resume, heartbeatInterval, listener) {
    this.#socket = new environment.WebSocket(url);
    this.#environment = environment;
    this.#listener = listener;
    this.#heart = new Heart(environment, heartbeatInterval, {
      beat: (id) => this.send({ type: 'heartbeat', id, data: {} }),
      measured: listener.measured,
      stopped: () => this.#end({ code: LOST, reason: 'The server does not answer any more.' }),
    });
    this.#handshake = environment.startTimer(
      () => this.#end({ code: LOST, reason: 'The server did not answer in time.' }),
      HANDSHAKE_MILLIS,
    );
    this.#socket.onopen = () => this.#sayWho(token, resume());
    this.#socket.onmessage = ({ data }) => this.#take(data);
    this.#socket.onclose = ({ code }) => this.#end({ code });
    this.#socket.onerror = () => {};
  }

  /**
   * @param {string | undefined} token
   * @param {{token: string, channels: object} | undefined} resume
   */
  #sayWho(token, resume) {
    // A server without authentication answers an error, which nobody needs to hear.
    if (token) {
      this.send({ type: 'authenticate', data: { token } });
    }
    if (resume) {
      this.send({ type: 'resume', data: resume });
    }
  }

  /** Whether the client is let in. */
  get isOpen() {
    return this.#isOpen;
  }

  /**
   * Sends a message, unless the connection is over.
   *
   * @param {{type: string, id?: string, data: object}} envelope
   */
  send(envelope) {
    if (this.#socket.readyState === 1) {
      this.#socket.send(JSON.stringify(envelope));
    }
  }

  /** Makes sure soon that the server is still there. */
  check() {
    this.#heart.check();
  }

  /** Says goodbye. The listener is not told. */
  close() {
    this.#letGo(GOODBYE);
  }

  /** @param {unknown} text */
  #take(text) {
    this.#heart.heard();
    const envelope = parse(text);
    if (envelope === undefined) {
      this.#end({ code: 1007, reason: 'What answers there does not speak this protocol.' });
      return;
    }
    this.#remember(envelope);
    if (this.#isOpen) {
      if (!this.#heart.takes(envelope)) {
        this.#listener.received(envelope);
      }
    } else if (envelope.type === 'resumed') {
      this.#resumed = envelope.data;
    } else if (envelope.type === 'connection') {
      this.#open(envelope.data);
    }
  }

  /**
   * What the server says of a close is in the message before it: browsers hide the rest.
   *
   * @param {Envelope} envelope
   */
  #remember({ type, data, replyTo }) {
    if (type === 'reconnect') {
      this.#announced = { reason: data.reason, delay: data.delayMillis };
    } else if (type === 'error' && replyTo === undefined) {
      this.#announced = { reason: data.message };
    } else {
      this.#announced = {};
    }
  }

  /** @param {Welcome} welcome */
  #open(welcome) {
    this.#environment.stopTimer(this.#handshake);
    this.#isOpen = true;
    this.#heart.start(welcome.heartbeatInterval);
    this.#listener.opened(welcome, this.#resumed);
  }

  /** @param {{code: number, reason?: string}} ending */
  #end({ code, reason }) {
    this.#letGo();
    this.#listener.ended({ code, reason: reason ?? sentenceFor(code), ...this.#announced });
  }

  /** @param {number} [code] */
  #letGo(code) {
    this.#isOpen = false;
    this.#environment.stopTimer(this.#handshake);
    this.#heart.stop();
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close(code);
  }
}

/**
 * @param {unknown} text
 * @returns {Envelope | undefined}
 */
function parse(text) {
  try {
    const envelope = JSON.parse(String(text));
    return typeof envelope?.type === 'string' ? { ...envelope, data: envelope.data ?? {} } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The error that an envelope tells of.
 *
 * @param {Envelope} envelope
 */
export function errorIn({ data }) {
  return new FundwireError(data.code, data.message);
}
