import { Matrix } from 'unrolled';

const norm = (e: Matrix) => {
  let sum = 0;
  for (let i = 0; i < e.rows; i++) sum += e.get(i, 0) ** 2;
  return Math.sqrt(sum);
};

export function equalizePair(e1: Matrix, e2: Matrix, g: Matrix): { e1: Matrix; e2: Matrix } {
  const [n1, n2, ng] = [norm(e1), norm(e2), norm(g)];
  let along = 0;
  let difference = 0;
  for (let i = 0; i < g.rows; i++) {
    const axis = g.get(i, 0) / ng;
    along += ((e1.get(i, 0) / n1 + e2.get(i, 0) / n2) / 2) * axis;
    difference += (e1.get(i, 0) / n1 - e2.get(i, 0) / n2) * axis;
  }
  const off = Matrix.zeros(g.rows, 1);
  for (let i = 0; i < g.rows; i++) {
    const mean = (e1.get(i, 0) / n1 + e2.get(i, 0) / n2) / 2;
    off.set(i, 0, mean - (along * g.get(i, 0)) / ng);
  }
  const distance = Math.sqrt(1 - norm(off) ** 2) * (difference > 0 ? 1 : -1);
  const place = (sign: number) => {
    const e = Matrix.zeros(g.rows, 1);
    for (let i = 0; i < g.rows; i++) {
      e.set(i, 0, off.get(i, 0) + (sign * distance * g.get(i, 0)) / ng);
    }
    return e;
  };
  return { e1: place(1), e2: place(-1) };
}
