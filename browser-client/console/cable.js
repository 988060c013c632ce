/** A network cable of one connection that can be pulled: what comes after that fails, until it is put back. */
export class Cable {
  #isCut = false;
  /** @type {WebSocket | undefined} */
  #socket;

  /** The class that connects through this cable. */
  get WebSocket() {
    const cable = this;
    return /** @type {typeof WebSocket} */ (/** @type {unknown} */ (function connect(/** @type {string} */ url) {
      return cable.#connect(url);
    }));
  }

  get isCut() {
    return this.#isCut;
  }

  cut() {
    this.#isCut = true;
    this.#socket?.close();
    this.#socket?.onclose?.(new CloseEvent('close', { code: 1006 }));
  }

  mend() {
    this.#isCut = false;
  }

  /** @param {string} url */
  #connect(url) {
    if (!this.#isCut) {
      this.#socket = new WebSocket(url);
      return this.#socket;
    }
    /** @type {any} */
    const dead = { readyState: 3, send() {}, close() {}, onclose: null };
    setTimeout(() => dead.onclose?.({ code: 1006 }), 50);
    return dead;
  }
}
