import type { GradesFile } from './report/json.js';

/** Wrong answers of one kind: the same check, and the same mistake or the same words about it. */
export interface Cluster {
  readonly lesson: string;
  readonly exercise: string;
  readonly check: string;
  /** The known mistake, or else what the student is told, without its numbers. */
  readonly what: string;
  readonly isKnown: boolean;
  readonly students: readonly string[];
}

type Submission = Pick<GradesFile['submissions'][number], 'student' | 'lesson' | 'exercises'>;

/** The wrong answers of a class by kind, the commonest first. What was not written is left out. */
export function clusterMistakes(submissions: readonly Submission[]): Cluster[] {
  const clusters = new Map<string, Cluster & { students: string[] }>();
  for (const { student, lesson, exercises } of submissions) {
    for (const { id: exercise, checks } of exercises) {
      for (const { id: check, status, message, mistake } of checks) {
        if (status !== 'failed' && status !== 'error') continue;
        const what = mistake ?? withoutNumbers(message.split('\n')[0]);
        const key = JSON.stringify([lesson, exercise, check, what]);
        const cluster = clusters.get(key);
        if (cluster) cluster.students.push(student);
        else {
          const isKnown = mistake !== undefined;
          clusters.set(key, { lesson, exercise, check, what, isKnown, students: [student] });
        }
      }
    }
  }
  return [...clusters.values()].sort((a, b) => b.students.length - a.students.length);
}

/** Two students' wrong values differ where their mistake is the same. */
function withoutNumbers(message: string): string {
  return message.replace(/[-−]?\d+(\.\d+)?(e[-+]?\d+)?/g, '…');
}
