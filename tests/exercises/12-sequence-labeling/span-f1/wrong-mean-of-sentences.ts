// fails: several-sentences
// says: each sentence gets a score
import { decodeSpans } from 'unrolled';

function ofOneSentence(predicted: string[], truth: string[]) {
  const real = decodeSpans(truth).map((span) => JSON.stringify(span));
  const mine = decodeSpans(predicted).map((span) => JSON.stringify(span));
  const right = mine.filter((span) => real.includes(span)).length;
  const precision = mine.length === 0 ? 0 : right / mine.length;
  const recall = real.length === 0 ? 0 : right / real.length;
  return {
    precision,
    recall,
    f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

export function spanF1(predicted: string[][], truth: string[][]) {
  const scores = predicted.map((tags, i) => ofOneSentence(tags, truth[i]));
  const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
  return {
    precision: mean(scores.map(({ precision }) => precision)),
    recall: mean(scores.map(({ recall }) => recall)),
    f1: mean(scores.map(({ f1 }) => f1)),
  };
}
