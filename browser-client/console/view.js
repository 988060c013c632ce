import { element } from './element.js';

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
   * not again after it said `over`. When the connection comes or goes, or the page is seen again,
   * it is done at once, as what is shown is not true any more.
   *
   * @param {number} millis
   * @param {() => Promise<void | 'again' | 'over'>} work
   */
  repeat(millis, work) {
    /** @type {any} */
    let timer;
    let isUnderWay = false;
    let isWantedAgain = false;
    let isOver = false;
    const round = async () => {
      isWantedAgain = true;
      if (isUnderWay) {
        return;
      }
      clearTimeout(timer);
      isUnderWay = true;
      while (isWantedAgain && !isOver && !this.isOver) {
        isWantedAgain = false;
        isOver = !document.hidden && (await work()) === 'over';
      }
      isUnderWay = false;
      if (!isOver && !this.isOver) {
        timer = setTimeout(round, millis);
      }
    };
    round();
    document.addEventListener('visibilitychange', round);
    this.until(this.wire.on('status', round));
    this.until(() => {
      document.removeEventListener('visibilitychange', round);
      clearTimeout(timer);
    });
  }

  /** A place for what came of something that the reader did. It is empty again when the connection is back. */
  outcome() {
    const said = element('div.outcome', { role: 'status' });
    this.until(this.wire.on('status', ({ state }) => state === 'connected' && said.replaceChildren()));
    return said;
  }

  end() {
    this.isOver = true;
    this.#ends.forEach((end) => end());
  }
}
