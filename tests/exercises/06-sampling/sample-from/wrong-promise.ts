// fails: frequencies, edges
// says: returned a promise
export async function sampleFrom(probabilities: number[], uniform: number): Promise<number> {
  let sum = 0;
  const index = probabilities.findIndex((p) => uniform < (sum += p));
  return Promise.resolve(index);
}
