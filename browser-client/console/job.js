import { call } from './api.js';
import { bar as barred, element, failure } from './element.js';

const STAGES = ['fetch', 'parse', 'embed', 'index', 'check'];

/**
 * A job whose progress is published, and seen by whoever follows its channel.
 *
 * @param {string} room
 * @param {import('./view.js').View} view
 */
export function job(room, view) {
  const channel = `job:ingest-${room}`;
  const bar = element('progress', { max: 100, value: 0, 'aria-label': 'Progress of the job' });
  const stage = element('p', { role: 'status' }, 'Not started.');
  view.until(view.wire.channel(channel).on('message', ({ payload }) => {
    bar.value = payload.percent;
    stage.textContent = payload.done ? 'Done.' : `${payload.stage}: ${payload.percent} %`;
  }));
  const said = view.outcome();
  const start = element('button.primary', {
    type: 'button',
    onclick: async () => {
      barred(start, true);
      said.replaceChildren();
      try {
        for (let percent = 0; percent <= 100 && !view.isOver; percent += 4) {
          const payload = { stage: STAGES[Math.min(4, Math.floor(percent / 20))], percent, done: percent === 100 };
          await call('POST', `/api/channels/${channel}/messages`, { event: 'progress', key: 'bar', payload });
          await new Promise((resolve) => setTimeout(resolve, 120));
        }
      } catch (error) {
        said.replaceChildren(failure(/** @type {Error} */ (error)));
      }
      barred(start, false);
    },
  }, 'Start a job');
  return element('section.card', { 'aria-label': 'An ingestion job' }, element('h3', {}, 'An ingestion job'),
    element('p.faint', {}, 'Each step is published over HTTP, as a back end does; whoever looks later sees the newest at once.'),
    bar, stage, start, said);
}
