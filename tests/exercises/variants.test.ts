/**
 * Every exercise judges right and wrong solutions as it should: `<lesson>/<exercise>/right-*.ts`
 * get full marks, `wrong-*.ts` fail the checks that they name and no others. A wrong one begins with
 *
 *     // fails: values, ragged-lengths
 *     // says: part of the message that the graded cell then shows
 *
 * of which the second line is optional. Those of a teacher's own exercises lie in the course's
 * `variants/<exercise>/`. All are written as a learner would write the solution cell.
 */
import assert from 'node:assert/strict';
import ts from 'typescript';
import * as unrolled from 'unrolled';
import { drawCases, judge, outcomeOf, visibleSeed, type Exercise } from 'unrolled/checks';
import { openCourse } from '../../tools/src/course/course.js';
import { courseRoot } from '../../tools/src/courseRoot.js';
import { drawArguments, type LearnersFunction } from './solution.js';
import { load, variantsOf } from './variant.js';

/** The notebook's own seed, and some that stand for the grader's. */
const allSeeds = [visibleSeed, 2, 3, 4, 5, 6];

/** The message of the first case that fails, by check, in the exercise's order: as a cell shows it. */
function findings(exercise: Exercise, seed: number, learnersFunction: LearnersFunction) {
  const found = new Map<string, string>();
  const cases = casesOf(exercise, seed);
  drawArguments(exercise, seed).forEach((args, index) => {
    const one = cases[index];
    const verdict = judge(one, outcomeOf(exercise, learnersFunction, args));
    if (!verdict.passed && !found.has(one.check.id)) found.set(one.check.id, verdict.message);
  });
  return found;
}

const drawn = new Map<string, ReturnType<typeof drawCases>>();

/** Drawn once for all variants: tf.js takes its time. */
function casesOf(exercise: Exercise, seed: number) {
  const key = `${exercise.id} ${seed}`;
  let cases = drawn.get(key);
  if (!cases) {
    const random = new unrolled.Random(seed);
    cases = drawCases(exercise, random, exercise.layers(random));
    drawn.set(key, cases);
  }
  return cases;
}

/** What a variant imports from `unrolled` that exists when it runs, as types do not. */
function importedValues(text: string): string[] {
  return ts
    .createSourceFile('variant.ts', text, ts.ScriptTarget.ES2022)
    .statements.filter(ts.isImportDeclaration)
    .flatMap(({ importClause }) => {
      const names = importClause?.namedBindings;
      assert(names && ts.isNamedImports(names), 'a variant imports names, not a namespace');
      return names.elements.filter((name) => !name.isTypeOnly).map((name) => name.name.text);
    })
    .filter((name) => name in unrolled);
}

const { written } = await openCourse(courseRoot);
for (const exercise of written) {
  describe(`${exercise.lesson} ${exercise.id}`, () => {
    const variants = variantsOf(exercise);
    // A case of draws is thousands of calls already.
    const seeds = exercise.draws ? allSeeds.slice(0, 2) : allSeeds;
    const right = variants.filter(({ name }) => name.startsWith('right-'));
    const wrong = variants.filter(({ name }) => name.startsWith('wrong-'));

    it('has at least 3 right and 6 wrong variants, and nothing else', () => {
      assert(right.length >= 3, `only ${right.length} right variants`);
      assert(wrong.length >= 6, `only ${wrong.length} wrong variants`);
      assert.equal(right.length + wrong.length, variants.length);
    });

    it('is solved with the names that the grader allows', () => {
      for (const variant of variants) {
        const refused = importedValues(variant.text).filter(
          (name) => !exercise.allowed.includes(name),
        );
        assert.deepEqual(refused, [], `${variant.name} imports what is not allowed`);
      }
    });

    for (const variant of right) {
      it(`gives full marks to ${variant.name}`, () => {
        const solution = load(variant, exercise);
        for (const seed of seeds) {
          assert.deepEqual([...findings(exercise, seed, solution)], [], `seed ${seed}`);
        }
      });
    }

    for (const variant of wrong) {
      it(`finds ${variant.name}`, () => {
        const solution = load(variant, exercise);
        assert(variant.fails.length > 0, 'it does not say `// fails: …`');
        for (const seed of seeds) {
          const found = findings(exercise, seed, solution);
          assert.deepEqual([...found.keys()].sort(), [...variant.fails].sort(), `seed ${seed}`);
          // The first one is the error with which the graded cell fails.
          const [message] = found.values();
          if (variant.says !== undefined) {
            assert(message.includes(variant.says), `seed ${seed}: it says "${message}"`);
          }
        }
      });
    }

    for (const mistake of exercise.mistakes) {
      it(`knows what comes out when ${mistake.when}`, () => {
        for (const seed of seeds) {
          const named = casesOf(exercise, seed).map((one) => {
            const argsAfter = one.args;
            const value = mistake.result(...one.args);
            return judge(one, { kind: 'returned', value, argsAfter }).mistake;
          });
          assert(named.includes(mistake.when), `seed ${seed} names only ${named.join('; ')}`);
        }
      });
    }
  });
}
