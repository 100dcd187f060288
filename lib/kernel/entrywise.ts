/**
 * What lib/src/tensor/operations.ts and activations.ts do to two matrices entry by entry: a ← a ∘ b,
 * in the same order of rounding. `bytes` is a multiple of 16.
 */

function add<T>(a: usize, b: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 16, b += 16) {
    v128.store(a, v128.add<T>(v128.load(a), v128.load(b)));
  }
}

function subtract<T>(a: usize, b: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 16, b += 16) {
    v128.store(a, v128.sub<T>(v128.load(a), v128.load(b)));
  }
}

function hadamard<T>(a: usize, b: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 16, b += 16) {
    v128.store(a, v128.mul<T>(v128.load(a), v128.load(b)));
  }
}

/** d · (1 − v²) */
function tanhBackward<T>(d: usize, v: usize, bytes: usize): void {
  const one = v128.splat<T>(1);
  for (const end = d + bytes; d < end; d += 16, v += 16) {
    const value = v128.load(v);
    const slope = v128.sub<T>(one, v128.mul<T>(value, value));
    v128.store(d, v128.mul<T>(v128.load(d), slope));
  }
}

/** d · v · (1 − v) */
function sigmoidBackward<T>(d: usize, v: usize, bytes: usize): void {
  const one = v128.splat<T>(1);
  for (const end = d + bytes; d < end; d += 16, v += 16) {
    const value = v128.load(v);
    v128.store(d, v128.mul<T>(v128.mul<T>(v128.load(d), value), v128.sub<T>(one, value)));
  }
}

/** Adds the i-th entry of b to all entries of row i of a, which has `bytes` a row. */
function addColumn<T>(a: usize, b: usize, rows: usize, bytes: usize): void {
  for (const end = b + rows * sizeof<T>(); b < end; b += sizeof<T>()) {
    const entry = load<T>(b);
    const entries = v128.splat<T>(entry);
    const rowEnd = a + bytes;
    for (; a + 16 <= rowEnd; a += 16) v128.store(a, v128.add<T>(v128.load(a), entries));
    for (; a < rowEnd; a += sizeof<T>()) store<T>(a, (load<T>(a) + entry) as T);
  }
}

export function addF32(a: usize, b: usize, bytes: usize): void {
  add<f32>(a, b, bytes);
}

export function addF64(a: usize, b: usize, bytes: usize): void {
  add<f64>(a, b, bytes);
}

export function subtractF32(a: usize, b: usize, bytes: usize): void {
  subtract<f32>(a, b, bytes);
}

export function subtractF64(a: usize, b: usize, bytes: usize): void {
  subtract<f64>(a, b, bytes);
}

export function hadamardF32(a: usize, b: usize, bytes: usize): void {
  hadamard<f32>(a, b, bytes);
}

export function hadamardF64(a: usize, b: usize, bytes: usize): void {
  hadamard<f64>(a, b, bytes);
}

export function tanhBackwardF32(d: usize, v: usize, bytes: usize): void {
  tanhBackward<f32>(d, v, bytes);
}

export function tanhBackwardF64(d: usize, v: usize, bytes: usize): void {
  tanhBackward<f64>(d, v, bytes);
}

export function sigmoidBackwardF32(d: usize, v: usize, bytes: usize): void {
  sigmoidBackward<f32>(d, v, bytes);
}

export function sigmoidBackwardF64(d: usize, v: usize, bytes: usize): void {
  sigmoidBackward<f64>(d, v, bytes);
}

export function addColumnF32(a: usize, b: usize, rows: usize, bytes: usize): void {
  addColumn<f32>(a, b, rows, bytes);
}

export function addColumnF64(a: usize, b: usize, rows: usize, bytes: usize): void {
  addColumn<f64>(a, b, rows, bytes);
}
