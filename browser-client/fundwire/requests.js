import { errorIn } from './connection.js';
import { FundwireError, isPassing } from './error.js';

/** Until the server says what it takes: protocol section 3. */
const USUAL_MAX_PAYLOAD = 16_384;

const UNCERTAIN = 'The connection was lost, and whether this arrived is not known.';

/** After what time something is said again that the server could not heed. */
const AGAIN_MILLIS = 1000;

/**
 * What becomes of a request that is not answered.
 *
 * `ask`: it has `timeout` for all, be there a connection or not, and is repeated on the next one.
 * `publish`: it waits for a connection as long as that takes; from when it is sent on it has `timeout`.
 * It is repeated only to a server that knows the client, and so that it came before.
 * `insist`: it is repeated until the server confirms or refuses it.
 * `once`: as `ask`, but whether it came is `uncertain` when the connection is lost after it was sent.
 * `fleeting`: as `ask`, but it is over with the connection, and never too much.
 *
 * @typedef {'ask' | 'publish' | 'insist' | 'once' | 'fleeting'} Persistence
 *
 * @typedef {object} Pending
 * @property {{type: string, id: string, data: object}} envelope
 * @property {number} size in bytes
 * @property {Persistence} persistence
 * @property {number} timeout
 * @property {(answer: import('./connection.js').Envelope) => void} taken
 * @property {(answer: import('./connection.js').Envelope) => void} resolve
 * @property {(error: FundwireError) => void} reject
 * @property {any} [timer]
 * @property {string} [sentAs] the client as which it was sent first
 */

/** What this tab asked of the server and was not answered yet, in the order in which it did. */
export class Requests {
  #settings;
  #environment;
  #tab;
  #say;
  #count = 0;
  /** @type {Map<string, Pending>} */
  #pending = new Map();
  /** The client, while there is a connection. @type {string | undefined} */
  #client;
  #maxPayload = USUAL_MAX_PAYLOAD;
  /** @type {FundwireError | undefined} */
  #closed;

  /**
   * @param {import('./options.js').Settings} settings
   * @param {string} tab begins the ids of this tab's requests
   * @param {(envelope: {type: string, id?: string, data: object}) => void} say
   */
  constructor(settings, tab, say) {
    this.#settings = settings;
    this.#environment = settings.environment;
    this.#tab = tab;
    this.#say = say;
  }

  /**
   * Asks for something, now or when there is a connection.
   *
   * @param {string} type
   * @param {object} data
   * @param {Persistence} persistence
   * @param {number} [timeout] in milliseconds
   * @param {(answer: import('./connection.js').Envelope) => void} [taken] is given the answer before
   *   anything else is told that the server said
   * @returns {Promise<import('./connection.js').Envelope>}
   */
  async send(type, data, persistence, timeout = this.#settings.timeout, taken = () => {}) {
    const envelope = plain({ type, id: `${this.#tab}.${++this.#count}`, data });
    const size = sizeOf(envelope);
    const fullness = persistence === 'fleeting' ? undefined : this.#fullness();
    const obstacle = this.#closed ?? fullness ?? this.#excess(size);
    if (obstacle !== undefined) {
      throw obstacle;
    }
    return new Promise((resolve, reject) => {
      const pending = { envelope, size, persistence, timeout, taken, resolve, reject };
      this.#pending.set(envelope.id, pending);
      if (persistence !== 'publish' && persistence !== 'insist') {
        this.#expire(pending);
      }
      this.#pass(pending);
    });
  }

  /**
   * What a message that needs no answer is when it is sent.
   *
   * @template {object} E
   * @param {E} envelope
   * @throws {FundwireError} `too-large`
   */
  prepare(envelope) {
    const prepared = plain(envelope);
    const excess = this.#excess(sizeOf(prepared));
    if (excess !== undefined) {
      throw excess;
    }
    return prepared;
  }

  /** @returns {FundwireError | undefined} */
  #fullness() {
    const { queue } = this.#settings;
    return this.#pending.size < queue
      ? undefined
      : new FundwireError('queue-full', `${queue} requests wait for their answers already: try again later.`);
  }

  /**
   * A larger message would end the connection for good.
   *
   * @param {number} size
   * @returns {FundwireError | undefined}
   */
  #excess(size) {
    return size <= this.#maxPayload
      ? undefined
      : new FundwireError('too-large', `A message may have ${this.#maxPayload} bytes; this one has ${size}.`);
  }

  /** @param {Pending} pending */
  #pass(pending) {
    if (this.#client === undefined) {
      return;
    }
    // The server that it waited for may take less than the one before.
    const excess = this.#excess(pending.size);
    if (excess !== undefined) {
      this.#settle(pending);
      pending.reject(excess);
      return;
    }
    pending.sentAs ??= this.#client;
    this.#say(pending.envelope);
  }

  /**
   * The server was sent a request.
   *
   * @param {string} id
   */
  sent(id) {
    const pending = this.#pending.get(id);
    if (pending?.persistence === 'publish' || pending?.persistence === 'insist') {
      this.#expire(pending);
    }
  }

  /** @param {Pending} pending */
  #expire(pending) {
    this.#environment.stopTimer(pending.timer);
    pending.timer = this.#environment.startTimer(() => {
      if (pending.persistence === 'insist') {
        this.#pass(pending);
      } else {
        this.#fail(pending, 'timeout', `There was no answer to ${pending.envelope.type} within ${pending.timeout} ms.`);
      }
    }, pending.timeout);
  }

  /**
   * There is a connection: requests are sent from now on.
   *
   * @param {import('./connection.js').Welcome} welcome
   */
  opened({ clientId, maxPayload }) {
    this.lost();
    this.#closed = undefined;
    this.#client = clientId;
    this.#maxPayload = maxPayload;
  }

  /** Sends again what was not answered over the connection before. */
  repeat() {
    for (const pending of [...this.#pending.values()]) {
      if (pending.persistence === 'publish' && (pending.sentAs ?? this.#client) !== this.#client) {
        this.#fail(pending, 'uncertain', UNCERTAIN);
      } else if (pending.persistence !== 'fleeting') {
        this.#pass(pending);
      }
    }
  }

  /** There is no connection now. */
  lost() {
    this.#client = undefined;
    for (const pending of [...this.#pending.values()]) {
      switch (pending.persistence) {
        case 'fleeting':
          this.#fail(pending, 'lost', 'The connection was lost.');
          break;
        case 'once':
          if (pending.sentAs !== undefined) {
            this.#fail(pending, 'uncertain', UNCERTAIN);
          }
          break;
        case 'publish':
        case 'insist':
          this.#environment.stopTimer(pending.timer);
          break;
      }
    }
  }

  /**
   * There will be no connection: nothing is to be waited for.
   *
   * @param {string} reason
   */
  closed(reason) {
    this.#client = undefined;
    this.#closed = new FundwireError('closed', reason);
    [...this.#pending.values()].forEach((pending) => this.#fail(pending, 'closed', reason));
  }

  /** There may be a connection again. */
  reopened() {
    this.#closed = undefined;
  }

  /**
   * The server said something.
   *
   * @param {import('./connection.js').Envelope} envelope
   * @returns {boolean} whether it answers a request of this tab
   */
  answered(envelope) {
    const pending = this.#pending.get(envelope.replyTo ?? '');
    if (pending === undefined) {
      return envelope.replyTo?.startsWith(`${this.#tab}.`) === true;
    }
    if (envelope.type !== 'error') {
      this.#settle(pending);
      pending.taken(envelope);
      pending.resolve(envelope);
    } else if (mayBeRepeated(pending, envelope.data.code)) {
      this.#repeat(pending);
    } else {
      this.#settle(pending);
      pending.reject(errorIn(envelope));
    }
    return true;
  }

  /** @param {Pending} pending */
  #repeat(pending) {
    const { startTimer, stopTimer, random } = this.#environment;
    stopTimer(pending.timer);
    pending.timer = startTimer(() => this.#pass(pending), AGAIN_MILLIS * (1 + random()));
  }

  /**
   * @param {Pending} pending
   * @param {string} code
   * @param {string} message
   */
  #fail(pending, code, message) {
    this.#settle(pending);
    pending.reject(new FundwireError(code, message));
  }

  /** @param {Pending} pending */
  #settle(pending) {
    this.#environment.stopTimer(pending.timer);
    this.#pending.delete(pending.envelope.id);
  }
}

/** @param {object} envelope */
function sizeOf(envelope) {
  return new TextEncoder().encode(JSON.stringify(envelope)).length;
}

/**
 * What a message is when it is sent: nothing that the page does to it later changes it, and another
 * tab can be given it, which it cannot be of the objects that frameworks wrap.
 *
 * @template T
 * @param {T} envelope
 * @returns {T}
 */
export function plain(envelope) {
  return JSON.parse(JSON.stringify(envelope));
}

/**
 * Whether a request is sent again that the server refused.
 *
 * @param {Pending} pending
 * @param {string} code
 */
function mayBeRepeated({ persistence }, code) {
  return persistence === 'insist' ? isPassing({ code }) : persistence === 'publish' && code === 'rate-limited';
}
