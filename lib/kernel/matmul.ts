/**
 * The matrix product in AssemblyScript with SIMD: what lib/src/tensor/matmul.ts specifies, fast.
 * `T` is f32 or f64; addresses are in bytes, sizes and strides in entries.
 *
 * After Goto and van de Geijn, *Anatomy of High-Performance Matrix Multiplication* (2008): both
 * operands are first packed into panels, in the very order in which the innermost loop reads them;
 * that loop then keeps a tile of C, four rows by two vectors, in registers.
 */

/** Rows of a tile, and of a panel of A. */
const ROWS: usize = 4;

/** A panel is worked through in pieces of so many k, so that a piece of B's stays in the L1 cache. */
const PIECE: usize = 256;

/** Columns of a tile, and of a panel of B: two vectors of 16 bytes. */
function columns<T>(): usize {
  return 32 / sizeof<T>();
}

/** Adds to a tile of C, whose rows lie `stride` bytes apart: a panel of A times a panel of B. */
function tile<T>(a: usize, b: usize, c: usize, stride: usize, k: usize): void {
  const row1 = c + stride;
  const row2 = row1 + stride;
  const row3 = row2 + stride;
  let c00 = v128.load(c);
  let c01 = v128.load(c, 16);
  let c10 = v128.load(row1);
  let c11 = v128.load(row1, 16);
  let c20 = v128.load(row2);
  let c21 = v128.load(row2, 16);
  let c30 = v128.load(row3);
  let c31 = v128.load(row3, 16);
  const end = b + k * 32;
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<T>(a);
    c00 = v128.add<T>(c00, v128.mul<T>(x, b0));
    c01 = v128.add<T>(c01, v128.mul<T>(x, b1));
    x = v128.load_splat<T>(a, sizeof<T>());
    c10 = v128.add<T>(c10, v128.mul<T>(x, b0));
    c11 = v128.add<T>(c11, v128.mul<T>(x, b1));
    x = v128.load_splat<T>(a, 2 * sizeof<T>());
    c20 = v128.add<T>(c20, v128.mul<T>(x, b0));
    c21 = v128.add<T>(c21, v128.mul<T>(x, b1));
    x = v128.load_splat<T>(a, 3 * sizeof<T>());
    c30 = v128.add<T>(c30, v128.mul<T>(x, b0));
    c31 = v128.add<T>(c31, v128.mul<T>(x, b1));
    a += ROWS * sizeof<T>();
    b += 32;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(row1, c10);
  v128.store(row1, c11, 16);
  v128.store(row2, c20);
  v128.store(row2, c21, 16);
  v128.store(row3, c30);
  v128.store(row3, c31, 16);
}

/**
 * C = A·B from packed operands, `[n, k] · [k, m]`. C needs room for whole tiles; at the end its rows
 * stand one after the other, without the padding.
 */
function multiply<T>(a: usize, b: usize, c: usize, n: usize, k: usize, m: usize): void {
  const wholeRows = roundUp(n, ROWS);
  const wholeColumns = roundUp(m, columns<T>());
  const stride = wholeColumns * sizeof<T>();
  memory.fill(c, 0, wholeRows * stride);
  for (let done: usize = 0; done < k; done += PIECE) {
    const piece = min(PIECE, k - done);
    for (let j: usize = 0; j < wholeColumns; j += columns<T>()) {
      const panel = b + (j * k + done * columns<T>()) * sizeof<T>();
      for (let i: usize = 0; i < wholeRows; i += ROWS) {
        const rows = a + (i * k + done * ROWS) * sizeof<T>();
        tile<T>(rows, panel, c + i * stride + j * sizeof<T>(), stride, piece);
      }
    }
  }
  if (m < wholeColumns) {
    const width = m * sizeof<T>();
    for (let i: usize = 1; i < n; i++) memory.copy(c + i * width, c + i * stride, width);
  }
}

/**
 * C = A·b for one column b, `[n, k] · [k, 1]`: A packed, b as it is. Four vectors of C's entries at a
 * time, which for n that is no multiple of them reads and writes beyond A and C.
 */
function multiplyColumn<T>(a: usize, b: usize, c: usize, n: usize, k: usize): void {
  const step = ROWS * sizeof<T>();
  const panel = k * step;
  const block = 64 / sizeof<T>();
  const end = b + k * sizeof<T>();
  for (let i: usize = 0; i < n; i += block) {
    let c0 = v128.splat<T>(0);
    let c1 = c0;
    let c2 = c0;
    let c3 = c0;
    // A panel's step is one vector of f32, or two of f64.
    let a0 = a + (i / ROWS) * panel;
    let a1 = a0 + (step == 16 ? panel : 16);
    let a2 = a0 + (step == 16 ? 2 * panel : panel);
    let a3 = a2 + (a1 - a0);
    for (let entry = b; entry < end; entry += sizeof<T>()) {
      const x = v128.load_splat<T>(entry);
      c0 = v128.add<T>(c0, v128.mul<T>(x, v128.load(a0)));
      c1 = v128.add<T>(c1, v128.mul<T>(x, v128.load(a1)));
      c2 = v128.add<T>(c2, v128.mul<T>(x, v128.load(a2)));
      c3 = v128.add<T>(c3, v128.mul<T>(x, v128.load(a3)));
      a0 += step;
      a1 += step;
      a2 += step;
      a3 += step;
    }
    v128.store(c, c0);
    v128.store(c, c1, 16);
    v128.store(c, c2, 32);
    v128.store(c, c3, 48);
    c += 64;
  }
}

/**
 * Packs an operand into panels. A panel holds `width` of its lines, which are rows of A or columns of
 * B: first the first entries of them all, then the second ones, and so on; zeros for lines that are
 * missing. A line's k entries lie `step` apart, the lines themselves `spacing`.
 */
function pack<T>(
  from: usize,
  to: usize,
  lines: usize,
  k: usize,
  spacing: usize,
  step: usize,
  width: usize,
): void {
  const toNext = width * sizeof<T>();
  const fromNext = step * sizeof<T>();
  for (let line: usize = 0; line < lines; line += width) {
    const end = to + k * toNext;
    const present = min(width, lines - line);
    let source = from + line * spacing * sizeof<T>();
    if (spacing == 1 && present == width) {
      for (; to < end; to += toNext, source += fromNext) {
        v128.store(to, v128.load(source));
        if (toNext == 32) v128.store(to, v128.load(source, 16), 16);
      }
    } else {
      if (present < width) memory.fill(to, 0, k * toNext);
      for (let q: usize = 0; q < present; q++) {
        let entry = source;
        for (let at = to + q * sizeof<T>(); at < end; at += toNext, entry += fromNext) {
          store<T>(at, load<T>(entry));
        }
        source += spacing * sizeof<T>();
      }
      to = end;
    }
  }
}

/** `count` up to the next multiple of `unit`, a power of two. */
function roundUp(count: usize, unit: usize): usize {
  return (count + unit - 1) & ~(unit - 1);
}

export function packRowsF32(
  a: usize,
  to: usize,
  n: usize,
  k: usize,
  spacing: usize,
  step: usize,
): void {
  pack<f32>(a, to, n, k, spacing, step, ROWS);
}

export function packRowsF64(
  a: usize,
  to: usize,
  n: usize,
  k: usize,
  spacing: usize,
  step: usize,
): void {
  pack<f64>(a, to, n, k, spacing, step, ROWS);
}

export function packColumnsF32(
  b: usize,
  to: usize,
  m: usize,
  k: usize,
  spacing: usize,
  step: usize,
): void {
  pack<f32>(b, to, m, k, spacing, step, columns<f32>());
}

export function packColumnsF64(
  b: usize,
  to: usize,
  m: usize,
  k: usize,
  spacing: usize,
  step: usize,
): void {
  pack<f64>(b, to, m, k, spacing, step, columns<f64>());
}

export function multiplyF32(a: usize, b: usize, c: usize, n: usize, k: usize, m: usize): void {
  multiply<f32>(a, b, c, n, k, m);
}

export function multiplyF64(a: usize, b: usize, c: usize, n: usize, k: usize, m: usize): void {
  multiply<f64>(a, b, c, n, k, m);
}

export function multiplyColumnF32(a: usize, b: usize, c: usize, n: usize, k: usize): void {
  multiplyColumn<f32>(a, b, c, n, k);
}

export function multiplyColumnF64(a: usize, b: usize, c: usize, n: usize, k: usize): void {
  multiplyColumn<f64>(a, b, c, n, k);
}
