/** The server forgets who types after 6 s, and tells a repetition only after 2 s: protocol section 6. */
const REPEAT_MILLIS = 2500;

/** Whoever has pressed no key for so long does not type any more. */
const PAUSE_MILLIS = 4000;

/** Tells the others that the user types here: as seldom as they can notice. */
export class OwnTyping {
  #environment;
  #say;
  /** @type {number | undefined} */
  #toldAt;
  /** @type {any} */
  #pause;

  /**
   * @param {import('./environment.js').Environment} environment
   * @param {(type: 'typing-start' | 'typing-stop') => boolean} say gives back whether it could
   */
  constructor(environment, say) {
    this.#environment = environment;
    this.#say = say;
  }

  /** The user pressed a key. */
  goesOn() {
    const { now, startTimer, stopTimer } = this.#environment;
    if (this.#toldAt === undefined || now() - this.#toldAt >= REPEAT_MILLIS) {
      this.#toldAt = this.#say('typing-start') ? now() : undefined;
    }
    stopTimer(this.#pause);
    this.#pause = startTimer(() => this.stop(), PAUSE_MILLIS);
  }

  /** The user types no more. */
  stop() {
    if (this.#toldAt !== undefined) {
      this.sent();
      this.#say('typing-stop');
    }
  }

  /** The user sent the message: the server knows by that. */
  sent() {
    this.#toldAt = undefined;
    this.#environment.stopTimer(this.#pause);
  }
}

/** Who else types here. What the server said holds for a while, and then nobody does. */
export class OthersTyping {
  #environment;
  #changed;
  /** @type {string[]} */
  #users = [];
  /** @type {any} */
  #expiry;

  /**
   * @param {import('./environment.js').Environment} environment
   * @param {(users: string[]) => void} changed
   */
  constructor(environment, changed) {
    this.#environment = environment;
    this.#changed = changed;
  }

  /** The same array until it changes. */
  get users() {
    return this.#users;
  }

  /**
   * @param {{typing: string[], ttlMillis: number}} said replaces what was known
   * @param {string | undefined} self is nobody else
   */
  heard({ typing, ttlMillis }, self) {
    const { startTimer, stopTimer } = this.#environment;
    stopTimer(this.#expiry);
    this.#be(typing.filter((user) => user !== self));
    if (this.#users.length > 0) {
      this.#expiry = startTimer(() => this.#be([]), ttlMillis);
    }
  }

  /** Nobody says any more who does. */
  forget() {
    this.#environment.stopTimer(this.#expiry);
    this.#be([]);
  }

  /** @param {string[]} users */
  #be(users) {
    const isSame = users.length === this.#users.length && users.every((user, i) => user === this.#users[i]);
    if (!isSame) {
      this.#users = users;
      this.#changed(users);
    }
  }
}
