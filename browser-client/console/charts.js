import uPlot from './uplot/uPlot.esm.js';
import { element } from './element.js';
import { CHARTS, columns, short, spoken } from './lines.js';

const HEIGHT = 154;
const SECONDS = 600;

/** What the marks beside a chart may be apart: there is no half a client. */
const STEPS = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

/**
 * Charts of the last ten minutes.
 *
 * @param {import('./view.js').View} view
 */
export function charts(view) {
  const holders = CHARTS.map(([title]) => element('section.card', { 'aria-label': title },
    element('h3', {}, title), element('div.chart', { role: 'img', 'aria-label': `${title}: not known yet` })));
  /** @type {any[]} */
  let plots = [];
  /** @type {any[]} */
  let latest = [];
  const remove = () => {
    plots.forEach((plot) => plot.destroy());
    plots = [];
  };
  view.until(remove);
  const draw = () => CHARTS.forEach(([title, lines], i) => {
    const data = columns(latest, lines);
    const holder = /** @type {HTMLElement} */ (holders[i].lastChild);
    if (plots[i] === undefined && holders[i].isConnected) {
      plots[i] = new uPlot(options(holders[i], lines), data, holder);
    } else {
      plots[i]?.setData(data);
    }
    showLatest(plots[i]);
    holder.setAttribute('aria-label', `${title}: ${spoken(lines, data)}`);
  });
  // Colours are drawn, not styled: they change with the scheme only by drawing anew.
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const repaint = () => {
    remove();
    draw();
  };
  scheme.addEventListener('change', repaint);
  view.until(() => scheme.removeEventListener('change', repaint));
  const resize = new ResizeObserver(() => plots.forEach((plot, i) => {
    plot.setSize(size(holders[i]));
    showLatest(plot);
  }));
  holders.forEach((holder) => resize.observe(holder));
  view.until(() => resize.disconnect());
  return {
    element: element('div.cards', {}, ...holders),
    /** @param {{samples: any[]}} history */
    show({ samples }) {
      latest = samples;
      draw();
    },
  };
}

/**
 * Has the legend say the latest values where nobody points at others.
 *
 * @param {any} plot
 */
function showLatest(plot) {
  // After what the plot does itself when it has changed, which empties the legend.
  queueMicrotask(() => {
    if (plot && (plot.cursor.idx === null || plot.cursor.idx === undefined)) {
      plot.setLegend({ idx: plot.data[0].length - 1 });
    }
  });
}

/** @param {HTMLElement} holder */
function size(holder) {
  return { width: Math.max(160, holder.clientWidth - 32), height: HEIGHT };
}

/**
 * @param {HTMLElement} holder
 * @param {import('./lines.js').Line[]} lines
 */
function options(holder, lines) {
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour('--faint'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line') } };
  return {
    ...size(holder),
    axes: [axis, { ...axis, size: 56, incrs: STEPS }],
    scales: {
      x: { range: lastMinutes },
      y: { range: (/** @type {any} */ _, /** @type {number} */ low, /** @type {number} */ high) => [0, Math.max(1, (high ?? 1) * 1.1)] },
    },
    series: [
      { value: (/** @type {any} */ _, /** @type {number} */ at) => (at ? new Date(at * 1000).toLocaleTimeString() : '–') },
      ...lines.map(([label, name]) => ({
        label,
        stroke: colour(name),
        width: 2,
        points: { show: isFirst },
        value: (/** @type {any} */ _, /** @type {number | null} */ value) => (value === null || value === undefined ? '–' : short(value)),
      })),
    ],
  };
}

/** The last ten minutes, also while less is known. */
function lastMinutes(/** @type {any} */ plot) {
  const latest = plot.data[0].at(-1) ?? Date.now() / 1000;
  return [latest - SECONDS, latest];
}

/** Of the first sample there is no line yet. */
function isFirst(/** @type {any} */ plot) {
  return plot.data[0].length === 1;
}
