// Words that continue an entity point to its beginning, so that the two sides are compared by place.
function entities(tags: string[]): string[] {
  const found: string[] = [];
  let begin = -1;
  for (let t = 0; t <= tags.length; t++) {
    const tag = tags[t] ?? 'O';
    const goesOn = begin >= 0 && tag === `I-${tags[begin].slice(2)}`;
    if (goesOn) continue;
    if (begin >= 0) found.push([begin, t, tags[begin].slice(2)].join());
    begin = tag === 'O' ? -1 : t;
  }
  return found;
}

export function spanF1(predicted: string[][], truth: string[][]) {
  const real = truth.map(entities);
  const mine = predicted.map(entities);
  const truePositives = mine.flatMap((some, i) =>
    some.filter((one) => real[i].includes(one)),
  ).length;
  const falsePositives = mine.flat().length - truePositives;
  const falseNegatives = real.flat().length - truePositives;
  const share = (part: number, rest: number) => (part + rest > 0 ? part / (part + rest) : 0);
  return {
    f1: share(2 * truePositives, falsePositives + falseNegatives),
    recall: share(truePositives, falseNegatives),
    precision: share(truePositives, falsePositives),
  };
}
