/**
 * One view of the console, while it is shown.
 *
 * What it began ends with it: timers, listeners, wires of its own.
 */
export class View {
  /** @type {(() => void)[]} */
  #ends = [];

  /** @param {import('/fundwire.js').Wire} wire the console's own */
  constructor(wire) {
    this.wire = wire;
    this.isOver = false;
  }

  /**
   * Has something end with the view.
   *
   * @param {() => void} end
   */
  until(end) {
    this.#ends.push(end);
  }

  /**
   * Does something now and again, while the page is seen: the next time only when it is done, and
   * not again after it said `over`.
   *
   * @param {number} millis
   * @param {() => Promise<void | 'again' | 'over'>} work
   */
  repeat(millis, work) {
    /** @type {any} */
    let timer;
    const round = async () => {
      const said = document.hidden ? 'again' : await work();
      if (!this.isOver && said !== 'over') {
        timer = setTimeout(round, millis);
      }
    };
    round();
    this.until(() => clearTimeout(timer));
  }

  end() {
    this.isOver = true;
    this.#ends.forEach((end) => end());
  }
}
