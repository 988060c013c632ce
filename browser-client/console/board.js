import { connect } from '/fundwire.js';
import { element, field } from './element.js';

const SYMBOLS = ['ACME', 'BORA', 'CIRR', 'DUNE', 'ELAN', 'FJOR', 'GALE', 'HALO'];

/**
 * Prices that change faster than they are shown.
 *
 * @param {string} room
 * @param {import('./view.js').View} view
 */
export function board(room, view) {
  const channel = `live:prices-${room}`;
  const cells = new Map(SYMBOLS.map((symbol) => [symbol, element('dd', {}, '–')]));
  const rate = element('input', { type: 'range', min: 1, max: 10, value: 2 });
  const words = element('p', { role: 'status' });
  const counts = element('p.faint');
  let published = 0;
  let shown = 0;
  /** @type {(() => void) | undefined} */
  let stop;
  const wire = connect({ share: false });
  view.until(() => wire.close());
  const follow = () => {
    stop?.();
    words.textContent = `At most ${rate.value} a second for each symbol.`;
    const followed = connect({ share: false });
    followed.channel(channel, { maxRate: Number(rate.value) }).on('message', ({ key, payload }) => {
      shown++;
      const cell = cells.get(key ?? '');
      if (cell) {
        cell.textContent = payload.toFixed(2);
      }
    });
    stop = () => followed.close();
  };
  rate.onchange = follow;
  follow();
  view.until(() => stop?.());
  /** @type {Map<string, number>} */
  const prices = new Map(SYMBOLS.map((symbol, i) => [symbol, 40 + 15 * i]));
  let turn = 0;
  const timer = setInterval(() => {
    if (wire.status.state !== 'connected' || document.hidden) {
      return;
    }
    const symbol = SYMBOLS[turn++ % SYMBOLS.length];
    const price = (prices.get(symbol) ?? 0) * (1 + (Math.random() - 0.5) / 50);
    prices.set(symbol, price);
    wire.channel(channel).publish('price', Math.round(price * 100) / 100, { key: symbol }).then(() => published++, () => {});
    counts.textContent = `${published} published, ${shown} shown: prices in between are skipped, and the newest always comes.`;
  }, 30);
  view.until(() => clearInterval(timer));
  return element('section.card', { 'aria-label': 'A price board' }, element('h3', {}, 'A price board'),
    element('p.faint', {}, 'Some thirty prices a second are published; this page asks for fewer of each symbol.'),
    element('dl.prices', {}, ...SYMBOLS.map((symbol) => element('div', {}, element('dt', {}, symbol), /** @type {any} */ (cells.get(symbol))))),
    field(`Prices a second for each symbol, ${rate.min} to ${rate.max}`, rate), words, counts);
}
