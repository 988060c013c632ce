/**
 * What a close means for the client: come back, come back as a new client, come back with another
 * token, or stay away.
 *
 * @typedef {'again' | 'anew' | 'token' | 'over'} Verdict
 */

const OVER = new Set([1000, 1002, 1003, 1007, 1008, 1009]);

/**
 * The verdict on a close code: protocol section 3. Codes that nobody knows yet have ranges.
 *
 * @param {number} code
 * @returns {Verdict}
 */
export function verdictOn(code) {
  switch (code) {
    case 4401:
      return 'token';
    case 4409:
      return 'anew';
    default:
      return OVER.has(code) || code >= 4500 ? 'over' : 'again';
  }
}

/** @type {Record<number, string>} */
const SENTENCES = {
  1000: 'The server said goodbye.',
  1001: 'The server went away.',
  1003: 'The server takes no such message.',
  1006: 'The connection was lost, or refused.',
  1008: 'The client broke a rule of the server.',
  1009: 'A message was larger than the server takes.',
  1011: 'The server failed.',
  1012: 'The server is restarting.',
  1013: 'The server is full.',
  4001: 'The server heard nothing for too long.',
  4002: 'Messages were taken too slowly.',
  4003: 'The client took too long to say who it is.',
  4401: 'The token was refused.',
  4409: 'Another connection goes on as this client.',
  4503: 'The user may not connect.',
  4510: 'An operator ended the connection.',
};

/**
 * A close in a sentence.
 *
 * @param {number} code
 * @returns {string}
 */
export function sentenceFor(code) {
  return SENTENCES[code] ?? `The connection was closed with code ${code}.`;
}
