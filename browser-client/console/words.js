// How the console writes times and numbers: in the reader's zone and language.

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY_AND_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const NUMBER = new Intl.NumberFormat();
const UNITS = ['B', 'KiB', 'MiB', 'GiB'];
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });

/** @param {string | number} at */
export function time(at) {
  const element = document.createElement('time');
  const date = new Date(at);
  element.dateTime = date.toISOString();
  element.textContent = isToday(date) ? TIME.format(date) : DAY_AND_TIME.format(date);
  element.title = DAY_AND_TIME.format(date);
  return element;
}

/** @param {Date} date */
function isToday(date) {
  return date.toDateString() === new Date().toDateString();
}

/** @param {string} at */
export function ago(at) {
  const seconds = Math.round((new Date(at).getTime() - Date.now()) / 1000);
  const element = time(at);
  if (seconds > -60) {
    element.textContent = RELATIVE.format(Math.min(0, seconds), 'second');
  } else if (seconds > -3600) {
    element.textContent = RELATIVE.format(Math.round(seconds / 60), 'minute');
  } else {
    element.textContent = RELATIVE.format(Math.round(seconds / 3600), 'hour');
  }
  return element;
}

/** @param {number} value */
export function number(value) {
  return NUMBER.format(value);
}

/** @param {number} bytes */
export function bytes(bytes) {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** power;
  // Not parted from its unit at the end of a line.
  return `${NUMBER.format(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))}\u00a0${UNITS[power]}`;
}

/** @param {number} seconds */
export function duration(seconds) {
  const parts = /** @type {[string, number][]} */ ([['d', 86_400], ['h', 3600], ['min', 60], ['s', 1]])
    .map(([unit, size], i, all) => ({ unit, count: Math.floor((i === 0 ? seconds : seconds % all[i - 1][1]) / size) }))
    .filter(({ count }) => count > 0)
    .slice(0, 2);
  return parts.length > 0 ? parts.map(({ count, unit }) => `${count}\u00a0${unit}`).join(' ') : '0 s';
}

/** @param {number} count @param {string} one @param {string} many */
export function counted(count, one, many) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/**
 * Whom a client acts for: one that names nobody is a user of its own.
 *
 * @param {{clientId: string, userId: string}} client
 */
export function user({ clientId, userId }) {
  return userId === clientId ? 'anonymous' : userId;
}
