const MIN = 200;
const CAP = 30_000;
const STABLE = 30_000;

/** No server asks for more, and a timer takes no more than some weeks. */
const MAX_ANNOUNCED = 600_000;

/** From when to when a client's first attempt to come back is, in milliseconds: protocol section 1. */
const USUAL_WINDOW = { minMillis: 200, maxMillis: 2000 };

/**
 * How long to wait before the next attempt to connect. Delays are random, so that clients that lost
 * their connections together do not come back together; only the server knows how many there are, so
 * the first delay is from the window that it named.
 */
export class Backoff {
  #environment;
  #base;
  #attempts = 0;
  /** @type {number | undefined} */
  #connectedAt;
  #window = USUAL_WINDOW;

  /**
   * @param {Pick<import('./environment.js').Environment, 'now' | 'random'>} environment
   * @param {number} base milliseconds that delays grow from
   */
  constructor(environment, base) {
    this.#environment = environment;
    this.#base = base;
  }

  /** How many attempts failed in a row, or got a connection that did not last. */
  get attempts() {
    return this.#attempts;
  }

  /**
   * An attempt succeeded. Only a connection that lasts ends the growing of delays: otherwise a server
   * that accepts and drops would be asked without pause.
   *
   * @param {any} [window] `minMillis` and `maxMillis` for the first attempt after this connection
   */
  connected(window) {
    this.#connectedAt = this.#environment.now();
    this.#window = window?.minMillis >= 0 && window?.maxMillis <= MAX_ANNOUNCED ? window : USUAL_WINDOW;
  }

  /**
   * The milliseconds to wait from now on.
   *
   * @param {number} [announced] the least, as the server said
   */
  next(announced) {
    const least = Math.min(Math.max(0, Number(announced) || 0), MAX_ANNOUNCED);
    if (this.#connectedAt !== undefined && this.#environment.now() - this.#connectedAt >= STABLE) {
      this.#attempts = 0;
    }
    this.#connectedAt = undefined;
    const attempt = this.#attempts++;
    if (attempt === 0 && least > 0) {
      return least;
    }
    return Math.max(least, attempt === 0 ? this.#first() : this.#later(attempt));
  }

  #first() {
    const { minMillis, maxMillis } = this.#window;
    return minMillis + this.#environment.random() * (maxMillis - minMillis);
  }

  /** @param {number} attempt */
  #later(attempt) {
    return MIN + this.#environment.random() * Math.min(CAP, this.#base * 2 ** attempt);
  }
}
