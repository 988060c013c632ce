/**
 * What a page leaves to the next one in its tab.
 *
 * @typedef {{token?: string, channels: Record<string, import('./track.js').Bookmark>}} Left
 */

/**
 * What a page leaves to the next one in its tab, in the browser's session storage. It is there only
 * while there is no page: a tab is duplicated with its storage, and two must not be one client.
 */
export class Memory {
  #storage;
  #name;

  /**
   * @param {Storage | undefined} storage
   * @param {string} name
   */
  constructor(storage, name) {
    this.#storage = storage;
    this.#name = name;
  }

  /**
   * Takes what the page before left.
   *
   * @returns {Left}
   */
  take() {
    try {
      const { token, channels } = JSON.parse(this.#storage?.getItem(this.#name) ?? '{}');
      this.#storage?.removeItem(this.#name);
      return { token, channels: channels ?? {} };
    } catch {
      return { channels: {} };
    }
  }

  /** @param {Left} left */
  leave(left) {
    try {
      this.#storage?.setItem(this.#name, JSON.stringify(left));
    } catch {
      this.#leaveToken(left);
    }
  }

  /** @param {Left} left of which not all finds room */
  #leaveToken({ token }) {
    try {
      this.#storage?.setItem(this.#name, JSON.stringify({ token, channels: {} }));
    } catch {
      // It is not to be had at all: the next page is a new client.
    }
  }
}
