import { Backoff } from './backoff.js';
import { verdictOn } from './close-codes.js';
import { Connection } from './connection.js';

/** An attempt is brought forward by a random time below this, as a whole city may come online at once. */
const HURRY_MILLIS = 1000;

/** Browsers may be wrong about the network: while they say that there is none, this is the delay. */
const OFFLINE_MILLIS = 30_000;

/** How long the page may take to get a token. */
const TOKEN_MILLIS = 30_000;

/**
 * How the connection is.
 *
 * @typedef {{state: 'connecting', reason?: undefined}
 *   | {state: 'connected', clientId: string, userId: string, resumed: boolean, reason?: undefined}
 *   | {state: 'reconnecting', at: number, attempt: number, reason: string}
 *   | {state: 'offline', reason: string}
 *   | {state: 'closed', reason: string, code?: number}} Status
 *
 * @typedef {object} LinkListener
 * @property {() => {token: string, channels: object} | undefined} resume as whom to come back
 * @property {() => void} forget nobody is to come back as who the client was
 * @property {(welcome: import('./connection.js').Welcome, resumed: import('./connection.js').Resumed | undefined) => void} opened
 * @property {(envelope: import('./connection.js').Envelope) => void} received
 * @property {(millis: number) => void} measured
 * @property {(status: Status) => void} became
 */

/** Keeps a connection to the server: makes another one whenever it is lost, until that is of no use. */
export class Link {
  #settings;
  #environment;
  #listener;
  #backoff;
  /** @type {Connection | undefined} */
  #connection;
  /** @type {any} */
  #timer;
  #dueAt = 0;
  #attempt = 0;
  #refusedTokens = 0;
  #isStarted = false;
  #reason = '';
  /** @type {(() => void)[]} */
  #stops = [];

  /**
   * @param {import('./options.js').Settings} settings
   * @param {LinkListener} listener
   */
  constructor(settings, listener) {
    this.#settings = settings;
    this.#environment = settings.environment;
    this.#listener = listener;
    this.#backoff = new Backoff(settings.environment, settings.reconnectInterval);
  }

  /**
   * Connects now, and again whenever that is needed.
   *
   * @param {string} [lost] why a connection that there was is no more
   */
  start(lost) {
    this.#isStarted = true;
    this.#refusedTokens = 0;
    const { listen, now } = this.#environment;
    this.#stops = [
      listen('online', () => this.hurry()),
      listen('offline', () => this.#lookForNetwork()),
    ];
    this.#listener.became(
      lost ? { state: 'reconnecting', at: now(), attempt: 1, reason: lost } : { state: 'connecting' },
    );
    this.#connect();
  }

  /** Says goodbye and connects no more. */
  stop() {
    this.#isStarted = false;
    this.#attempt++;
    this.#stops.forEach((stop) => stop());
    this.#stops = [];
    this.#environment.stopTimer(this.#timer);
    this.#connection?.close();
    this.#connection = undefined;
  }

  /** @param {{type: string, id?: string, data: object}} envelope */
  send(envelope) {
    this.#connection?.send(envelope);
  }

  get isOpen() {
    return this.#connection?.isOpen === true;
  }

  /** There is reason to hope, or to doubt: brings an attempt forward, or looks after the server. */
  hurry() {
    if (this.isOpen) {
      this.#connection?.check();
    } else if (this.#isStarted && this.#connection === undefined) {
      const soon = this.#environment.random() * HURRY_MILLIS;
      if (this.#environment.now() + HURRY_MILLIS < this.#dueAt) {
        this.#wait(soon);
      }
    }
  }

  /** Connects at once if it is not connected, also after it was given up. */
  reconnect() {
    if (!this.#isStarted) {
      this.start();
    } else if (this.#connection === undefined && this.#dueAt > 0) {
      this.#wait(0);
    }
  }

  #lookForNetwork() {
    if (this.isOpen) {
      this.#connection?.check();
    } else if (this.#connection === undefined && this.#dueAt > 0) {
      this.#wait(OFFLINE_MILLIS);
    }
  }

  async #connect() {
    const attempt = ++this.#attempt;
    this.#dueAt = 0;
    let token;
    try {
      token = await this.#token();
    } catch (fault) {
      if (attempt === this.#attempt) {
        this.#retry(`No token could be had: ${sentenceOf(fault)}`);
      }
      return;
    }
    if (attempt === this.#attempt) {
      try {
        this.#open(token);
      } catch (fault) {
        this.#retry(`The browser does not connect: ${sentenceOf(fault)}`);
      }
    }
  }

  async #token() {
    const { getToken } = this.#settings;
    if (getToken === undefined) {
      return undefined;
    }
    const { startTimer, stopTimer } = this.#environment;
    /** @type {any} */
    let timer;
    const late = new Promise((_, reject) => {
      timer = startTimer(() => reject(new Error('getToken() took too long.')), TOKEN_MILLIS);
    });
    try {
      return await Promise.race([getToken(), late]);
    } finally {
      stopTimer(timer);
    }
  }

  /** @param {string | undefined} token */
  #open(token) {
    const url = new URL(this.#settings.url);
    const resumes = this.#listener.resume() !== undefined;
    if (resumes) {
      url.searchParams.set('resume', '1');
    }
    const resume = () => (resumes ? this.#listener.resume() : undefined);
    const { opened, received, measured } = this.#listener;
    this.#connection = new Connection(
      this.#environment,
      url.href,
      token,
      resume,
      this.#settings.heartbeatInterval,
      {
        opened: (welcome, resumed) => {
          this.#refusedTokens = 0;
          this.#backoff.connected(welcome.reconnect);
          opened(welcome, resumed);
        },
        received,
        measured,
        ended: (ending) => this.#ended(ending),
      },
    );
  }

  /** @param {import('./connection.js').Ending} ending */
  #ended({ code, reason, delay }) {
    this.#connection = undefined;
    switch (verdictOn(code)) {
      case 'over':
        this.#giveUp(reason, code);
        break;
      case 'token':
        if (++this.#refusedTokens > 1) {
          this.#giveUp(reason, code);
        } else {
          this.#retry(reason);
        }
        break;
      case 'anew':
        this.#listener.forget();
        this.#retry(reason);
        break;
      case 'again':
        this.#retry(reason, delay);
        break;
    }
  }

  /**
   * @param {string} reason
   * @param {number} code
   */
  #giveUp(reason, code) {
    this.stop();
    this.#listener.became({ state: 'closed', reason, code });
  }

  /**
   * @param {string} reason
   * @param {number} [announced]
   */
  #retry(reason, announced) {
    this.#reason = reason;
    const delay = this.#backoff.next(announced);
    this.#wait(this.#environment.isOnline() ? delay : Math.max(delay, OFFLINE_MILLIS));
  }

  /** @param {number} delay */
  #wait(delay) {
    const { startTimer, stopTimer, now, isOnline } = this.#environment;
    stopTimer(this.#timer);
    this.#dueAt = now() + delay;
    this.#timer = startTimer(() => this.#connect(), delay);
    this.#listener.became(
      isOnline()
        ? { state: 'reconnecting', at: this.#dueAt, attempt: this.#backoff.attempts, reason: this.#reason }
        : { state: 'offline', reason: 'There is no network.' },
    );
  }
}

/** @param {unknown} fault */
function sentenceOf(fault) {
  return fault instanceof Error ? fault.message : String(fault);
}
