import { Emitter, tell } from './emitter.js';
import { Following } from './following.js';
import { plain } from './requests.js';

/**
 *
 * A message of a channel: protocol section 5.
 * @typedef {object} ChannelMessage
 * @property {string} channel
 * @property {string} event
 * @property {any} payload
 * @property {string} [key]
 * @property {number} offset
 * @property {import('./connection.js').Position} position
 * @property {{userId: string, clientId: string}} [from]
 * @property {string} publishedAt
 *
 * @typedef {object} ChannelOptions
 * @property {number} [history] how many messages whoever begins to listen gets first, 0 to 100
 * @property {number} [maxRate] the most messages a second of each key
 *
 * @typedef {object} ChannelEvents
 * @property {ChannelMessage} message
 * @property {{recovered: boolean, missed: number}} subscribed the channel is followed, and from where
 * @property {undefined} gap messages were missed and cannot be had: load anew what they tell of
 * @property {{type: string} & Record<string, any>} presence who is there changed: protocol section 7
 * @property {import('./error.js').FundwireError} error the channel cannot be followed
 *
 * What a channel needs of its tab.
 * @typedef {object} ChannelDesk
 * @property {import('./requests.js').Requests} requests
 * @property {import('./environment.js').Environment} environment
 * @property {() => boolean} isOpen
 * @property {(channel: string) => void} unfollow
 * @property {(type: string, data: object) => void} say
 * @property {(error: import('./error.js').FundwireError) => void} failed tells who listens to the wire
 */

/** With these it is followed: the others only tell how that goes. */
const FOLLOWING = ['message', 'presence'];

/** A cursor moves more often than others can see, and than the server takes. */
const STATE_MILLIS = 100;

/**
 * A channel: a log of messages with whoever follows it. It is followed from the first listener for
 * messages or presence until the last one is taken off. Each message is told once and in order,
 * however often the connection is lost.
 *
 * @extends {Emitter<ChannelEvents>}
 */
export class Channel extends Emitter {
  #desk;
  /** @type {ChannelOptions} */
  #options = {};
  #bookmark;
  #followers = 0;
  /** Counts how often it was left: whoever listened before that follows no longer. */
  #stay = 0;
  /** @type {Following | undefined} */
  #following;
  /** What the others are to see of this user, once it was set. @type {{state: any} | undefined} */
  #state;
  /** @type {any} */
  #stateTimer;

  /**
   * @param {string} name
   * @param {import('./track.js').Bookmark | undefined} bookmark what the page before left, if it followed this channel
   * @param {ChannelDesk} desk
   */
  constructor(name, bookmark, desk) {
    super();
    this.name = name;
    this.#bookmark = bookmark;
    this.#desk = desk;
  }

  /**
   * Up to where this page was told everything, while it follows the channel.
   *
   * @returns {import('./connection.js').Position | undefined}
   */
  get position() {
    return this.#following?.position;
  }

  /**
   * Has options heeded the next time that it is followed.
   *
   * @param {ChannelOptions} options
   */
  become(options) {
    this.#options = { ...this.#options, ...options };
  }

  /**
   * @override
   * @template {keyof ChannelEvents} Name
   * @param {Name} event
   * @param {(what: ChannelEvents[Name]) => void} listener
   */
  on(event, listener) {
    const stop = super.on(event, listener);
    if (!FOLLOWING.includes(event)) {
      return stop;
    }
    let isOff = false;
    if (event === 'message' && this.#following !== undefined) {
      // Whoever comes later is told what whoever came first was told to begin with.
      const { newest } = this.#following;
      queueMicrotask(() => newest.forEach((message) => isOff || tell(/** @type {any} */ (listener), message)));
    }
    const unfollow = this.follow();
    return () => {
      isOff = true;
      stop();
      unfollow();
    };
  }

  /**
   * Follows the channel, until what this gives back is called, for whoever needs no messages.
   *
   * @returns {() => void}
   */
  follow() {
    this.#followers++;
    if (this.#followers === 1) {
      // Later: whoever takes a listener off to put on another wants no new beginning.
      queueMicrotask(() => this.#begin());
    }
    const stay = this.#stay;
    let isOver = false;
    return () => {
      if (!isOver && stay === this.#stay) {
        this.#followers--;
        queueMicrotask(() => this.#endUnlessFollowed());
      }
      isOver = true;
    };
  }

  /** Follows the channel no longer, whoever listens. The next listener begins anew. */
  leave() {
    this.#stay++;
    this.#followers = 0;
    this.#endUnlessFollowed();
  }

  /**
   * Publishes a message, now or when there is a connection, and once however often that is lost.
   *
   * @param {string} event what the message is, in your words
   * @param {any} payload
   * @param {{key?: string, publishId?: string, timeout?: number}} [options]
   * @returns {Promise<{channel: string, offset: number}>} when the server has it
   */
  async publish(event, payload, { key, publishId = this.#desk.environment.newId(), timeout } = {}) {
    const data = { event, payload, key, publishId };
    return this.#ask('publish', data, 'publish', timeout);
  }

  /**
   * Reads the log back: the newest first.
   *
   * @param {{before?: number, limit?: number}} [page]
   * @returns {Promise<{channel: string, messages: ChannelMessage[], next?: number}>}
   */
  history({ before, limit } = {}) {
    return this.#ask('history', { before, limit });
  }

  /**
   * Who is there.
   *
   * @param {{limit?: number, after?: string}} [page]
   * @returns {Promise<{channel: string, count: number, members: {userId: string, clients: number, since: string, state?: any}[], next?: string}>}
   */
  presence({ limit, after } = {}) {
    return this.#ask('presence-request', { limit, after });
  }

  /**
   * Sets a small state that the others see while this user is there, such as a cursor; `null` for
   * none. It is told again whenever the channel is followed anew; of many in a moment, the last.
   *
   * @param {any} state
   */
  setState(state) {
    this.#state = plain({ state });
    this.#stateTimer ??= this.#desk.environment.startTimer(() => this.#tellState(), STATE_MILLIS);
  }

  #tellState() {
    this.#desk.environment.stopTimer(this.#stateTimer);
    this.#stateTimer = undefined;
    if (this.#state !== undefined && this.#following?.position !== undefined) {
      this.#desk.say('presence-update', { channel: this.name, ...this.#state });
    }
  }

  /**
   * @param {string} type
   * @param {object} data
   * @param {import('./requests.js').Persistence} [persistence]
   * @param {number} [timeout]
   */
  async #ask(type, data, persistence = 'ask', timeout) {
    const asked = plain({ channel: this.name, ...data });
    // Whoever has just begun to listen is to follow the channel first: much is open only to those who do.
    await undefined;
    return (await this.#desk.requests.send(type, asked, persistence, timeout)).data;
  }

  #begin() {
    if (this.#followers > 0 && this.#following === undefined) {
      const bookmark = this.#bookmark;
      this.#bookmark = undefined;
      this.#following = new Following(this.name, this.#options, bookmark, this.#desk, (event, what) => this.#tell(event, what));
      this.#following.start();
    }
  }

  /** @type {import('./following.js').Tell} */
  #tell(event, what) {
    if (event === 'subscribed' && this.#state !== undefined) {
      this.#tellState();
    }
    if (event === 'error' && !this.hasListeners('error')) {
      this.#desk.failed(/** @type {import('./error.js').FundwireError} */ (what));
    }
    this.emit(event, what);
  }

  #endUnlessFollowed() {
    if (this.#followers === 0 && this.#following !== undefined) {
      this.#following.end();
      this.#following = undefined;
    }
  }

  // What its tab tells it.

  /**
   * There is a connection, and the client follows those channels.
   *
   * @param {Record<string, import('./connection.js').ResumedChannel>} channels
   */
  opened(channels) {
    this.#following?.opened(channels);
  }

  /**
   * The server said something about this channel that is no answer to this tab.
   *
   * @param {import('./connection.js').Envelope} envelope
   */
  heard(envelope) {
    this.#following?.heard(envelope);
  }

  /** What this page follows, for a tab that gets the connection. */
  following() {
    return this.#following?.following();
  }

  /** What this page leaves to the next one in its tab. */
  bookmark() {
    return this.#following === undefined ? this.#bookmark : this.#following.bookmark();
  }
}
