/**
 * Shows these nodes in a place, and changes no more of it than is different: so the focus, what is selected and what is
 * unfolded stay where they are. Nodes with a `data-key` are known by it, others by their place. If what had the focus
 * is gone, the place has it.
 *
 * @param {HTMLElement} place
 * @param {...(Node | false | undefined)} nodes
 */
export function renew(place, ...nodes) {
  const hadFocus = place.contains(document.activeElement);
  match(place, /** @type {Node[]} */ (nodes.filter(Boolean)));
  if (hadFocus && !place.contains(document.activeElement)) {
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }
}

/**
 * @param {Node} parent
 * @param {Node[]} wanted
 */
function match(parent, wanted) {
  const keys = new Set(wanted.map(keyOf));
  for (const child of [...parent.childNodes]) {
    // First, so that those that stay need not be moved: who is moved loses the focus.
    if (keyOf(child) !== undefined && !keys.has(keyOf(child))) {
      child.remove();
    }
  }
  let at = parent.firstChild;
  for (const node of wanted) {
    const kept = find(at, node);
    if (kept === null) {
      parent.insertBefore(node, at);
      continue;
    }
    if (kept === at) {
      at = kept.nextSibling;
    } else {
      parent.insertBefore(kept, at);
    }
    patch(kept, node);
  }
  while (at !== null) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

/**
 * What is there already of a node, from some place on.
 *
 * @param {ChildNode | null} from
 * @param {Node} node
 * @returns {ChildNode | null}
 */
function find(from, node) {
  const key = keyOf(node);
  if (key === undefined) {
    return from !== null && keyOf(from) === undefined && from.nodeName === node.nodeName ? from : null;
  }
  let there = from;
  while (there !== null && (keyOf(there) !== key || there.nodeName !== node.nodeName)) {
    there = there.nextSibling;
  }
  return there;
}

/** @param {Node} node */
function keyOf(node) {
  return node instanceof HTMLElement ? node.dataset.key : undefined;
}

/**
 * Makes one node as the other, which is of the same name.
 *
 * @param {Node} kept
 * @param {Node} node
 */
function patch(kept, node) {
  if (!(kept instanceof HTMLElement && node instanceof HTMLElement)) {
    if (kept.nodeValue !== node.nodeValue) {
      kept.nodeValue = node.nodeValue;
    }
    return;
  }
  for (const { name } of [...kept.attributes]) {
    if (!node.hasAttribute(name) && name !== 'open') {
      kept.removeAttribute(name);
    }
  }
  for (const { name, value } of node.attributes) {
    if (kept.getAttribute(name) !== value) {
      kept.setAttribute(name, value);
    }
  }
  kept.onclick = node.onclick;
  match(kept, [...node.childNodes]);
}
