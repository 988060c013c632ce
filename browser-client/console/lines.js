/**
 * A line: its name, its colour, and what it shows of a sample, perhaps with the one before and the seconds since that.
 *
 * @typedef {[name: string, colour: string, value: (now: any, before: any, seconds: number) => number | undefined]} Line
 */

/** Each chart: its title, and its lines. @type {[title: string, lines: Line[]][]} */
export const CHARTS = [
  ['Clients', [['connected', '--accent', (now) => now.connectedClients]]],
  ['Messages a second', [
    ['in', '--accent', (now, before, seconds) => (now.messagesReceived - before.messagesReceived) / seconds],
    ['out', '--good', (now, before, seconds) => (now.messagesSent - before.messagesSent) / seconds],
  ]],
  ['Response time, in milliseconds', [
    ['median', '--accent', (now) => now.p50Millis],
    ['99th percentile', '--bad', (now) => now.p99Millis],
  ]],
  ['Notifications a second', [
    ['published', '--accent', (now, before, seconds) => (now.published - before.published) / seconds],
    ['delivered', '--good', (now, before, seconds) => (now.delivered - before.delivered) / seconds],
    ['acknowledged', '--fair', (now, before, seconds) => (now.acknowledged - before.acknowledged) / seconds],
  ]],
  ['Notifications pending', [['pending', '--fair', (now) => now.pending]]],
  ['Messages in the queues of clients', [['not sent yet', '--bad', (now) => now.waitingMessages]]],
];

/**
 * The times of the samples in seconds, and what each line shows of them.
 *
 * @param {any[]} samples
 * @param {Line[]} lines
 */
export function columns(samples, lines) {
  const seconds = samples.map((sample) => new Date(sample.at).getTime() / 1000);
  const values = lines.map(([, , value]) => samples.map((sample, i) => {
    const before = samples[i - 1];
    return value.length > 1 && before === undefined ? null : value(sample, before, seconds[i] - seconds[i - 1]) ?? null;
  }));
  return [seconds, ...values];
}

/** @param {number} value */
export function short(value) {
  return value >= 10 || Number.isInteger(value) ? Math.round(value).toLocaleString() : value.toFixed(2);
}

/**
 * The latest values, for who hears the chart.
 *
 * @param {Line[]} lines
 * @param {any[][]} data
 */
export function spoken(lines, data) {
  return lines.map(([label], i) => {
    const latest = data[i + 1].at(-1);
    return `${label} ${latest === null || latest === undefined ? 'not known' : short(latest)}`;
  }).join(', ');
}
