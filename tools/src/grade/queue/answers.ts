import type { AnyGrader } from '../batch.js';
import type { Lesson } from '../lesson.js';
import { readNotebook } from '../readNotebook.js';
import {
  type AnswerMessage,
  NotAuthentic,
  type Seal,
  type Sealed,
  type SubmissionMessage,
  submissionMessage,
} from './messages.js';
import { difference, termsOf } from './terms.js';

export interface AnswersOptions {
  readonly seal: Seal;
  /** Of all that grades: the fingerprint of `gradingCode`. */
  readonly version: string;
  readonly lessons: readonly Lesson[];
  readonly grader: Omit<AnyGrader, 'close'>;
  /** Hears what goes wrong, for a person. */
  readonly tell: (text: string) => void;
  /** A batch asks for other terms than this worker's. */
  readonly onRefusal: () => void;
}

/** What a worker says to what it finds in the queue. */
export class Answers {
  constructor(private readonly options: AnswersOptions) {}

  /**
   * Grades one submission.
   * @returns null, which is no answer, where the message is not authentic.
   */
  async to(id: string | undefined, found: unknown): Promise<Sealed | null> {
    const message = this.open(id, found);
    if (message === undefined) return null;
    const { lessons, version, grader, tell } = this.options;
    const lesson = lessons.find((candidate) => candidate.id === message.lesson);
    const terms = termsOf(version, lesson, grader);
    const seal = (answer: AnswerMessage['answer']) => {
      const { batch, id, lesson } = message;
      return this.options.seal.seal({ kind: 'answer', batch, id, lesson, terms, answer });
    };
    const different = difference(terms, message.terms);
    if (lesson === undefined || different !== '') {
      tell(`Not graded here, because the terms differ from the batch's: ${different}.`);
      this.options.onRefusal();
      return seal({ kind: 'refused' });
    }
    try {
      const notebook = readNotebook(Buffer.from(message.notebook));
      return seal({ kind: 'graded', grade: await grader.grade(lesson, notebook) });
    } catch (error) {
      tell((error instanceof Error && error.stack) || String(error));
      return seal({ kind: 'trouble', message: String(error) });
    }
  }

  private open(id: string | undefined, found: unknown): SubmissionMessage | undefined {
    try {
      const message = this.options.seal.open(found, submissionMessage);
      if (message.id !== id) throw new NotAuthentic('it belongs to another job');
      return message;
    } catch (error) {
      if (!(error instanceof NotAuthentic)) throw error;
      this.options.tell(`Job ${String(id).slice(0, 12)}: ${error.message}`);
      return undefined;
    }
  }
}
