/** Below what the server allows of one client, 50 messages a second and 100 at once: heartbeats need room. */
const PER_SECOND = 40;
const AT_ONCE = 80;

/** Lets messages go as fast as the server takes them, in order, and holds back the others. */
export class Pacer {
  #environment;
  #send;
  /** @type {any[]} */
  #waiting = [];
  #tokens = AT_ONCE;
  #countedAt;
  /** @type {any} */
  #timer;

  /**
   * @param {import('./environment.js').Environment} environment
   * @param {(message: any) => void} send
   */
  constructor(environment, send) {
    this.#environment = environment;
    this.#send = send;
    this.#countedAt = environment.now();
  }

  /** @param {object} message */
  take(message) {
    this.#waiting.push(message);
    this.#flow();
  }

  /** What is held back is thrown away. */
  clear() {
    this.#waiting = [];
    this.#environment.stopTimer(this.#timer);
    this.#timer = undefined;
  }

  #flow() {
    const { now, startTimer, stopTimer } = this.#environment;
    stopTimer(this.#timer);
    this.#timer = undefined;
    // Clocks are set back at times.
    const elapsed = Math.max(0, now() - this.#countedAt);
    this.#tokens = Math.min(AT_ONCE, this.#tokens + (elapsed * PER_SECOND) / 1000);
    this.#countedAt = now();
    while (this.#waiting.length > 0 && this.#tokens >= 1) {
      this.#tokens--;
      this.#send(this.#waiting.shift());
    }
    if (this.#waiting.length > 0) {
      this.#timer = startTimer(() => this.#flow(), 1000 / PER_SECOND);
    }
  }
}
