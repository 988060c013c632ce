import { element, loading, table } from './element.js';
import { renew } from './renew.js';
import { bytes, time } from './words.js';

/** How much of a text is shown before it is unfolded. */
const GLIMPSE = 60;

/**
 * What is recorded of a client.
 *
 * @typedef {{recordsFrames: boolean, recordsContents: boolean, frames: any[]}} Recorded
 */

/** The flight recorder of a client: the last frames that it sent and got. */
export function flight() {
  const shown = element('div', {}, loading());
  const calm = element('input', { type: 'checkbox', name: 'calm' });
  const choice = element('label.choice', { hidden: true }, calm, ' Hide heartbeats');
  /** @type {Recorded | undefined} */
  let latest;
  const show = () => renew(shown, ...(latest ? recordOf(latest, calm.checked) : [element('p.faint', {}, 'Nothing is recorded of it.')]));
  calm.onchange = show;
  return {
    element: element('section.card', { 'aria-label': 'Flight recorder' },
      element('h3', {}, 'Flight recorder: the last 200 frames, newest first'), choice, shown),
    /** @param {Recorded | undefined} recorded none if nothing is known of the client */
    show(recorded) {
      latest = recorded;
      choice.hidden = !recorded?.frames.some(isHeartbeat);
      show();
    },
  };
}

/** @param {any} frame */
function isHeartbeat({ type }) {
  return type === 'heartbeat' || type === 'heartbeat-ack';
}

/**
 * @param {Recorded} recorded
 * @param {boolean} isCalm whether heartbeats are left out
 */
function recordOf({ recordsFrames, recordsContents, frames }, isCalm) {
  const about = recordsContents
    ? 'What they said is recorded, up to 512 bytes of each; never what has a resume token in it. It is personal data: switch it off when you have found what you look for.'
    : 'What they said is not recorded. To see it here, start the server with --record-contents; it is personal data.';
  const wanted = isCalm ? frames.filter((frame) => !isHeartbeat(frame)) : frames;
  const none = !recordsFrames ? 'Nothing is recorded: the setting record-frames is off.'
    : frames.length > 0 ? 'Of the last 200 frames all are heartbeats.' : 'No frame has passed yet.';
  return [recordsFrames && element('p.faint', {}, about), frameTable(recordsContents, wanted, none)];
}

/**
 * @param {boolean} recordsContents
 * @param {any[]} frames
 * @param {string} none what to say where there are none
 */
function frameTable(recordsContents, frames, none) {
  /** How many there are that look the same. @type {Map<string, number>} */
  const alike = new Map();
  const rows = frames.map((frame) => {
    const look = `${frame.at} ${frame.direction} ${frame.type} ${frame.bytes}`;
    alike.set(look, (alike.get(look) ?? 0) + 1);
    return {
      key: `${look} ${alike.get(look)}`,
      cells: [
        frame.type,
        frame.direction === 'in' ? '→ from the client' : '← to the client',
        time(frame.at),
        bytes(frame.bytes),
        ...(recordsContents ? [contents(frame)] : []),
      ],
    };
  });
  return table('Frames', ['Type', 'Direction', 'When', '#Size', ...(recordsContents ? ['Contents'] : [])], rows.toReversed(), none);
}

/** @param {any} frame */
function contents(frame) {
  if (frame.contents === undefined) {
    return element('span.faint', {}, 'not recorded');
  }
  const { text, cut } = frame.contents;
  if (text.length <= GLIMPSE) {
    return element('code.text', {}, text);
  }
  return element('details', {},
    element('summary', {}, element('code', {}, `${text.slice(0, GLIMPSE)}…`)),
    element('code.text', {}, text),
    cut && element('p.faint', {}, `Its beginning; it has ${bytes(frame.bytes)} in all.`));
}
