import { add, scale, subtract, type Matrix } from 'unrolled';

function dot(u: Matrix, v: Matrix): number {
  let sum = 0;
  for (let i = 0; i < u.rows; i++) sum += u.get(i, 0) * v.get(i, 0);
  return sum;
}

export function equalizePair(e1: Matrix, e2: Matrix, g: Matrix): { e1: Matrix; e2: Matrix } {
  const unit = (e: Matrix) => scale(e, 1 / Math.sqrt(dot(e, e)));
  const along = (e: Matrix) => scale(g, dot(e, g) / dot(g, g));
  const mean = scale(add(unit(e1), unit(e2)), 1 / 2);
  const off = subtract(mean, along(mean));
  const place = (e: Matrix) => {
    const from = subtract(along(unit(e)), along(mean));
    const factor = Math.sqrt(1 - dot(off, off)) / Math.sqrt(dot(from, from));
    return add(off, scale(from, factor));
  };
  return { e1: place(e1), e2: place(e2) };
}
