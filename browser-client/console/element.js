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
  made.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) {
      continue;
    }
    if (key.includes('-') || key === 'role' || key === 'for' || key === 'colspan') {
      made.setAttribute(key, value);
    } else {
      made[key] = value;
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
 * A table that says so when it is empty.
 *
 * @param {string} caption
 * @param {string[]} headings those that begin with `#` are of numbers
 * @param {any[][]} rows of what goes into cells
 * @param {string} empty what to say where there are none
 */
export function table(caption, headings, rows, empty) {
  const isNumber = headings.map((heading) => heading.startsWith('#'));
  const head = headings.map((heading, i) =>
    element(isNumber[i] ? 'th.number' : 'th', { scope: 'col' }, heading.replace('#', '')));
  const body = rows.map((cells) =>
    element('tr', {}, ...cells.map((cell, i) => element(isNumber[i] ? 'td.number' : 'td', {}, cell))));
  const none = element('tr', {}, element('td.empty', { colspan: headings.length }, empty));
  return element('div.scroll', { tabIndex: 0, role: 'region', 'aria-label': caption },
    element('table', {},
      element('caption.hidden', {}, caption),
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...(rows.length > 0 ? body : [none]))));
}

/**
 * A labelled field of a form.
 *
 * @param {string} label
 * @param {HTMLElement} control
 */
export function field(label, control) {
  return element('label.field', {}, element('span', {}, label), control);
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
