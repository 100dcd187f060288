export function buildVocabulary(sentences: string[][], size?: number): string[] {
  const words: string[] = [];
  const counts: number[] = [];
  sentences.forEach((sentence) => {
    sentence.forEach((word) => {
      const k = words.indexOf(word);
      if (k < 0) {
        words.push(word);
        counts.push(1);
      } else {
        counts[k]++;
      }
    });
  });
  const vocabulary: string[] = [];
  while (words.length > 0 && vocabulary.length < (size ?? words.length + vocabulary.length)) {
    let best = 0;
    for (let k = 1; k < words.length; k++) {
      const tie = counts[k] === counts[best];
      if (counts[k] > counts[best] || (tie && words[k] < words[best])) best = k;
    }
    vocabulary.push(words[best]);
    words.splice(best, 1);
    counts.splice(best, 1);
  }
  return vocabulary;
}
