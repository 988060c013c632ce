import { board } from './board.js';
import { element } from './element.js';
import { job } from './job.js';
import { pane } from './pane.js';

/**
 * Fundwire to play with: two users, a job, and prices.
 *
 * @param {HTMLElement} main
 * @param {import('./view.js').View} view
 */
export function showPlayground(main, view) {
  // One of its own for each visit, so that two people at two consoles are not in each other's way.
  const room = Math.random().toString(36).slice(2, 8);
  main.append(
    element('h2', {}, 'Try it'),
    element('section.card', { 'aria-label': 'Two users in one conversation' },
      element('h3', {}, 'Two users in one conversation'),
      element('p.faint', {}, 'Type in one pane and look at the other. Cut a connection, write something, and connect again: nothing is lost. They leave when you leave this view; to see them among the clients, open that in another tab.'),
      element('div.panes', {}, pane('Ada', room, view), pane('Ben', room, view))),
    element('div.cards', {}, job(room, view), board(room, view)),
  );
}
