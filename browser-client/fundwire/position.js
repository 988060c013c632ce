/** @typedef {import('./connection.js').Position} Position */

/**
 * Whether whoever goes on from `one` gets all that is missing at `other`.
 *
 * @param {Position | undefined} one
 * @param {Position} other
 */
export function covers(one, other) {
  return one?.epoch === other.epoch && one.offset <= other.offset;
}

/**
 * The position from which both miss nothing: of two in different logs, one of which is no more, the
 * second, which the server will know to be lost if it is.
 *
 * @param {Position | undefined} one
 * @param {Position} other
 */
export function earlier(one, other) {
  return one !== undefined && covers(one, other) ? one : other;
}
