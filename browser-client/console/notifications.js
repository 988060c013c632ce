import { connect } from '/fundwire.js';
import { element } from './element.js';
import { inbox } from './inbox.js';
import { followed, sentBefore } from './ledger.js';
import { sendForm } from './send.js';

/** Whose inbox is in the page: made up, so that one can play both sides. */
const READER = 'demo-user';

/**
 * Sends notifications, reads them as a user would, and shows what becomes of them.
 *
 * @param {HTMLElement} main
 * @param {import('./view.js').View} view
 */
export function showNotifications(main, view) {
  const wire = connect({ user: READER, share: false });
  view.until(() => wire.close());
  const sent = element('div');
  const follow = (/** @type {string} */ id) => sent.prepend(followed(view, id));
  main.append(
    element('h2', {}, 'Notifications'),
    element('div.cards', {},
      element('section.card', { 'aria-label': 'Send one' }, element('h3', {}, 'Send one'), sendForm(READER, wire, view, follow)),
      inbox(READER, wire)),
    sent,
  );
  sentBefore().toReversed().forEach(follow);
}
