import { Matrix, type OutputActivation } from 'unrolled';

export function sequenceLossBackward(
  z: Matrix[],
  y: Matrix[],
  activation: OutputActivation,
  lengths?: number[],
): Matrix[] {
  const m = z[0].cols;
  const dz: Matrix[] = [];
  for (let t = 0; t < z.length; t++) {
    const dzt = Matrix.zeros(z[t].rows, m);
    for (let j = 0; j < m; j++) {
      if (lengths !== undefined && t >= lengths[j]) continue;
      const logits = z[t].toArray().map((row) => row[j]);
      const largest = Math.max(...logits);
      const sum = logits.reduce((s, v) => s + Math.exp(v - largest), 0);
      logits.forEach((v, i) => {
        const p =
          activation === 'softmax' ? Math.exp(v - largest) / sum : (1 + Math.tanh(v / 2)) / 2;
        dzt.set(i, j, (p - y[t].get(i, j)) / m);
      });
    }
    dz.push(dzt);
  }
  return dz;
}
