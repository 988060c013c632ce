/** Heartbeats come each half minute: these are the last ten minutes. */
const SAMPLES = 20;

/** How long the server takes to answer, over the last heartbeats. */
export class Latency {
  /** @type {number[]} */
  #samples = [];

  /**
   * One more heartbeat was answered.
   *
   * @param {number} millis
   * @returns {{last: number, p50: number}}
   */
  add(millis) {
    this.#samples = [...this.#samples, millis].slice(-SAMPLES);
    const sorted = [...this.#samples].sort((a, b) => a - b);
    return { last: millis, p50: sorted[Math.floor((sorted.length - 1) / 2)] };
  }
}
