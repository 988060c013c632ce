/**
 * Something that tells its listeners what happens.
 *
 * @template {Record<string, any>} Events the names of events, and what each tells
 */
export class Emitter {
  /** @type {Map<keyof Events, Set<(what: any) => void>>} */
  #listeners = new Map();

  /**
   * Calls `listener` at each event of that name from now on.
   *
   * @template {keyof Events} Name
   * @param {Name} event
   * @param {(what: Events[Name]) => void} listener
   * @returns {() => void} takes the listener off again
   */
  on(event, listener) {
    const all = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, all);
    // Wrapped, so that one function given twice is called twice, and taken off once.
    const one = (/** @type {Events[Name]} */ what) => listener(what);
    all.add(one);
    return () => {
      all.delete(one);
    };
  }

  /**
   * Whether anybody listens to an event.
   *
   * @protected
   * @param {keyof Events} event
   */
  hasListeners(event) {
    return (this.#listeners.get(event)?.size ?? 0) > 0;
  }

  /**
   * Tells all listeners. One that throws keeps nobody else from being told.
   *
   * @protected
   * @template {keyof Events} Name
   * @param {Name} event
   * @param {Events[Name]} what
   */
  emit(event, what) {
    const all = this.#listeners.get(event);
    for (const listener of [...(all ?? [])]) {
      // Perhaps one before took it off.
      if (all?.has(listener)) {
        tell(listener, what);
      }
    }
  }
}

/**
 * Tells one listener, and reports what it throws.
 *
 * @template T
 * @param {(what: T) => void} listener
 * @param {T} what
 */
export function tell(listener, what) {
  try {
    listener(what);
  } catch (fault) {
    (globalThis.reportError ?? console.error)(fault);
  }
}
