/**
 * What went wrong: `code` for programs, `message`, one sentence, for people. Codes are those of the
 * server's errors (`not-found`, `forbidden`, …) and the client's own: `timeout`, `closed`,
 * `queue-full`, `too-large`, `uncertain`.
 */
export class FundwireError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = 'FundwireError';
    this.code = code;
  }
}

const PASSING = ['unavailable', 'rate-limited', 'timeout', 'internal'];

/**
 * Whether the server could not do something, and may the next time.
 *
 * @param {{code: string}} error
 */
export function isPassing({ code }) {
  return PASSING.includes(code);
}
