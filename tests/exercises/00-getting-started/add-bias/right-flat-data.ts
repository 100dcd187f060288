import { Matrix } from 'unrolled';

// Entry k of the flat data stands in row ⌊k / cols⌋.
export function addBias(Z: Matrix, b: Matrix): Matrix {
  const sum = Z.clone();
  sum.data.forEach((entry, k) => {
    sum.data[k] = entry + b.data[Math.floor(k / Z.cols)];
  });
  return sum;
}
