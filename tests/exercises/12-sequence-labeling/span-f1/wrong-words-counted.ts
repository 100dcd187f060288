// fails: label-and-borders, one-sentence, several-sentences
// says: words are counted instead of entities
export function spanF1(predicted: string[][], truth: string[][]) {
  const [mine, real] = [predicted.flat(), truth.flat()];
  const right = mine.filter((tag, k) => tag !== 'O' && tag === real[k]).length;
  const found = mine.filter((tag) => tag !== 'O').length;
  const wanted = real.filter((tag) => tag !== 'O').length;
  const precision = found === 0 ? 0 : right / found;
  const recall = wanted === 0 ? 0 : right / wanted;
  return {
    precision,
    recall,
    f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}
