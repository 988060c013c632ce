import { counted } from './words.js';

/** Those that an element has no property for. */
const ATTRIBUTES = ['role', 'for', 'colspan'];

/**
 * Makes an element. Text stays text, whoever wrote it: nothing is ever parsed as markup.
 *
 * @param {string} tag with classes: `p.note`
 * @param {Record<string, any>} [properties] those of the element; `on…` are listeners; names with a
 *   hyphen and `role` are attributes
 * @param {...(Node | string | number | undefined | null | false)} children
 * @returns {any}
 */
export function element(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const made = document.createElement(name);
  if (classes.length > 0) {
    made.className = classes.join(' ');
  }
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) {
      continue;
    }
    if (key.includes('-') || ATTRIBUTES.includes(key)) {
      made.setAttribute(key, value);
    } else {
      /** @type {any} */ (made)[key] = value;
    }
  }
  made.append(...children.filter((child) => child !== undefined && child !== null && child !== false).map(asNode));
  return made;
}

/** @param {Node | string | number} child */
function asNode(child) {
  return child instanceof Node ? child : String(child);
}

/**
 * A row of a table.
 *
 * @typedef {{key: string, cells: any[]}} Row
 *   `key` is what it is known by when the table is shown anew; a cell of `undefined` is empty
 */

/**
 * A table that says so when it is empty. Where there is little room its rows are cards, whose first line is the first cell.
 *
 * @param {string} caption
 * @param {string[]} headings those that begin with `#` are of numbers
 * @param {Row[]} rows
 * @param {string} empty what to say where there are none
 */
export function table(caption, headings, rows, empty) {
  const isNumber = headings.map((heading) => heading.startsWith('#'));
  const names = headings.map((heading) => heading.replace('#', ''));
  const head = names.map((name, i) =>
    element(isNumber[i] ? 'th.number' : 'th', { scope: 'col', role: 'columnheader' }, name));
  const body = rows.map(({ key, cells }) => element('tr', { role: 'row', 'data-key': key }, ...cells.map((cell, i) =>
    element(isNumber[i] ? 'td.number' : 'td', { role: 'cell', 'data-name': names[i] }, cell))));
  const none = element('tr', { role: 'row' }, element('td.empty', { colspan: headings.length, role: 'cell' }, empty));
  // Roles are said, since a browser takes what is not laid out as a table for none.
  return element('div.scroll', { tabIndex: 0, role: 'region', 'aria-label': caption },
    element('table', { role: 'table' },
      element('caption.hidden', {}, caption),
      element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...head)),
      element('tbody', { role: 'rowgroup' }, ...(rows.length > 0 ? body : [none]))));
}

let fields = 0;

/**
 * A labelled field of a form, which says when it is nearly full.
 *
 * @param {string} label
 * @param {any} control
 */
export function field(label, control) {
  control.id = `field-${++fields}`;
  const notes = element('small.faint', { id: `about-${fields}` }, control.maxLength > 0 && room(control));
  control.setAttribute('aria-describedby', notes.id);
  return element('div.field', {}, element('label', { for: control.id }, label), control, notes);
}

/**
 * How much a control still takes, once that is little: it takes no more without a word.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 */
export function room(control) {
  const said = element('span.room', { role: 'status' });
  control.addEventListener('input', () => {
    const left = control.maxLength - control.value.length;
    const isNear = left <= Math.max(10, control.maxLength / 10);
    said.textContent = left === 0 ? `Full: ${counted(control.maxLength, 'character', 'characters')} at most. `
      : isNear ? `${counted(left, 'character', 'characters')} left. ` : '';
  });
  return said;
}

/**
 * Bars a button, or lets it be pressed again. It keeps the focus, which `disabled` would take from it.
 *
 * @param {HTMLElement} button
 * @param {boolean} isBarred
 */
export function bar(button, isBarred) {
  button.setAttribute('aria-disabled', String(isBarred));
}

/**
 * Has barred buttons do nothing.
 *
 * @param {Document} page
 */
export function heedBars(page) {
  page.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[aria-disabled=true]')) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, { capture: true });
}

/** What stands where something is being fetched. */
export const loading = () => element('p.loading', { role: 'status' }, 'Loading…');

/**
 * What stands where something went wrong.
 *
 * @param {Error} error
 * @param {() => void} [again]
 */
export function failure(error, again) {
  return element('div.failure', { role: 'alert' },
    element('p', {}, error.message),
    again && element('button', { type: 'button', onclick: again }, 'Try again'));
}
