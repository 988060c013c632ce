/** The longest time between heartbeats. With as much for the answer, a dead server is found in a minute. */
const MAX_INTERVAL_MILLIS = 30_000;

/** For an answer when there is reason to doubt that the server is still there. */
const SHORT_PATIENCE_MILLIS = 5_000;

/** A timer this late was held up by a machine that slept, with the messages that came meanwhile. */
const ASLEEP_MILLIS = 65_000;

/**
 * Tells by heartbeats whether the server is still there: pages see nothing of the WebSocket's own
 * pings, and a network that is gone says nothing at all. Any message is a sign of life.
 */
export class Heart {
  #environment;
  #wanted;
  #listener;
  #interval = MAX_INTERVAL_MILLIS;
  #isStarted = false;
  #beats = 0;
  #sentAt = 0;
  #heardAt = 0;
  #awaits = false;
  /** @type {any} */
  #nextBeat;
  /** @type {any} */
  #doubt;

  /**
   * @param {import('./environment.js').Environment} environment
   * @param {number | undefined} wanted milliseconds between heartbeats, if not what the server says
   * @param {{beat: (id: string) => void, measured: (millis: number) => void, stopped: () => void}} listener
   *   sends a heartbeat, is told how long one took, and that the server is gone
   */
  constructor(environment, wanted, listener) {
    this.#environment = environment;
    this.#wanted = wanted;
    this.#listener = listener;
  }

  /**
   * The first beat is now.
   *
   * @param {number} usual the interval that the server asks for
   */
  start(usual) {
    this.#interval = this.#wanted ?? (usual > 0 ? Math.min(usual, MAX_INTERVAL_MILLIS) : MAX_INTERVAL_MILLIS);
    this.#isStarted = true;
    this.#beat(this.#interval);
  }

  stop() {
    this.#environment.stopTimer(this.#nextBeat);
    this.#environment.stopTimer(this.#doubt);
  }

  /** The server said something. */
  heard() {
    this.#heardAt = this.#environment.now();
    this.#awaits = false;
  }

  /**
   * Whether a message is the answer to a heartbeat, and nobody else's business.
   *
   * @param {import('./connection.js').Envelope} envelope
   */
  takes({ type, replyTo }) {
    const isMine = type === 'heartbeat-ack' && replyTo?.startsWith('beat-') === true;
    if (isMine && replyTo === this.#id()) {
      this.#listener.measured(this.#environment.now() - this.#sentAt);
    }
    return isMine;
  }

  /** Beats at once, and waits only briefly for the answer. */
  check() {
    if (this.#isStarted) {
      this.#beat(Math.min(this.#interval, SHORT_PATIENCE_MILLIS));
    }
  }

  /** @param {number} patience */
  #beat(patience) {
    this.stop();
    const { startTimer, now } = this.#environment;
    this.#beats++;
    this.#sentAt = now();
    this.#awaits = true;
    this.#listener.beat(this.#id());
    this.#doubt = startTimer(() => this.#judge(patience), patience);
  }

  #id() {
    return `beat-${this.#beats}`;
  }

  /** @param {number} patience */
  #judge(patience) {
    const { startTimer, now } = this.#environment;
    if (!this.#awaits) {
      const rest = this.#sentAt + this.#interval - now();
      if (rest > 0) {
        this.#nextBeat = startTimer(() => this.#beat(this.#interval), rest);
      } else {
        // In a hidden page even a timer of no time takes a minute.
        this.#beat(this.#interval);
      }
    } else if (now() - this.#sentAt > patience + ASLEEP_MILLIS) {
      this.#beat(SHORT_PATIENCE_MILLIS);
    } else {
      this.#listener.stopped();
    }
  }
}
