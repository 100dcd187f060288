import { Problem } from '../start/problem.js';

/** What is wrong in a teacher's own folder; the message says in which file and where. */
export class CourseProblem extends Problem {}
