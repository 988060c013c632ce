/**
 * @typedef {import('./connection.js').Position} Position
 * @typedef {import('./channel.js').ChannelMessage} ChannelMessage
 *
 * What a page leaves to the next one in its tab: up to where it was told everything, and the newest
 * message of each key, which the server would not send again.
 * @typedef {{position: Position, latest: ChannelMessage[]}} Bookmark
 */

/** The newest messages of more keys are too much to be kept. */
const MAX_KEPT_KEYS = 1000;

/**
 * Which messages of a channel this page was told: each is told once, though the server sends some
 * again after the connection was lost.
 */
export class Track {
  /** @type {Position | undefined} */
  #position;
  /** Offsets beyond the position: with a rate of their own, keys overtake each other. @type {Set<number>} */
  #told = new Set();
  /** @type {Map<string, ChannelMessage>} */
  #latest = new Map();
  #isTooMuch = false;
  /** Newest messages without a key. @type {ChannelMessage[]} */
  #recent = [];
  #history;

  /**
   * @param {Bookmark} [bookmark]
   * @param {number} [history] how many messages without a key are kept for those who listen later
   */
  constructor(bookmark, history = 0) {
    this.#history = history;
    this.#position = bookmark?.position;
    bookmark?.latest.forEach((message) => {
      this.#told.add(message.offset);
      this.#keep(message);
    });
  }

  /** Up to where all was told; nowhere before it [begins]{@link begin}. */
  get position() {
    return this.#position;
  }

  /** The newest message of each key; none, if there are too many. */
  get latest() {
    return [...this.#latest.values()];
  }

  /** What whoever listens later is told first: the newest of each key, and the last others, in order. */
  get newest() {
    return [...this.latest, ...this.#recent].sort((one, other) => one.offset - other.offset);
  }

  /**
   * What comes now comes after that position.
   *
   * @param {Position} position
   */
  begin(position) {
    this.#position = position;
    this.#told.clear();
    this.#latest.clear();
    this.#isTooMuch = false;
    this.#recent = [];
  }

  /**
   * A message came: is it `new`, `known`, or of another log, `elsewhere`?
   *
   * @param {ChannelMessage} message
   * @returns {'new' | 'known' | 'elsewhere'}
   */
  take(message) {
    const { offset, position } = message;
    if (position.epoch !== this.#position?.epoch) {
      return 'elsewhere';
    }
    const isKnown = offset <= this.#position.offset || this.#told.has(offset);
    if (!isKnown) {
      this.#told.add(offset);
      this.#keep(message);
    }
    this.#advance(position);
    return isKnown ? 'known' : 'new';
  }

  /** @param {Position} position */
  #advance(position) {
    if (this.#position !== undefined && position.offset > this.#position.offset) {
      this.#position = position;
      for (const offset of this.#told) {
        if (offset <= position.offset) {
          this.#told.delete(offset);
        }
      }
    }
  }

  /** @param {ChannelMessage} message */
  #keep(message) {
    if (message.key === undefined) {
      this.#recent.push(message);
      if (this.#recent.length > this.#history) {
        this.#recent.shift();
      }
      return;
    }
    if (this.#isTooMuch) {
      return;
    }
    this.#latest.delete(message.key);
    this.#latest.set(message.key, message);
    if (this.#latest.size > MAX_KEPT_KEYS) {
      this.#isTooMuch = true;
      this.#latest.clear();
    }
  }

  /** @returns {Bookmark | undefined} */
  bookmark() {
    return this.#position === undefined || this.#isTooMuch
      ? undefined
      : { position: this.#position, latest: this.latest };
  }
}
