import type { Note } from '../language/abc/notes';
import type { MimeBundle } from '../plots/display';
import { escapeHtml } from '../plots/html';
import { tones, type Sound } from './tones';
import { encodeWav } from './wav';

/**
 * Notes as something to play: a bar with a button, the sound within it, which works offline and in an
 * exported page. A minute takes about 1.3 MB. Hand the result to `display`.
 *
 * @param title what is heard
 * @throws RangeError where tempo or sampleRate is not positive
 */
export function player(notes: readonly Note[], title: string, sound: Sound = {}): MimeBundle {
  const { sampleRate = 8000 } = sound;
  const samples = tones(notes, { ...sound, sampleRate });
  const data = Buffer.from(encodeWav(samples, sampleRate)).toString('base64');
  const seconds = Math.round(samples.length / sampleRate);
  return {
    'text/html':
      `<figure style="margin:0.5em 0"><figcaption>${escapeHtml(title)}</figcaption>` +
      `<audio controls preload="metadata" src="data:audio/wav;base64,${data}"></audio></figure>`,
    'text/plain': `♪ ${title}: ${notes.length} notes, ${seconds} seconds`,
  };
}
