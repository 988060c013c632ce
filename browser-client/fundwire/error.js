/** What a request is refused with, by the server or by the client itself. */
export class FundwireError extends Error {
  /**
   * @param {string} code one word for programs
   * @param {string} message a sentence for people
   */
  constructor(code, message) {
    super(message);
    this.name = 'FundwireError';
    this.code = code;
  }
}
