import type { Examination } from './finding.js';

/** TypeScript knows it from browsers only. */
declare const WebAssembly: { validate(module: Uint8Array): boolean };

/** A module of one function, whose body is `i8x16.popcnt(i8x16.splat(0))`. */
const module = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
]);

export const simd: Examination = {
  id: 'wasm-simd',
  title: 'WebAssembly SIMD',
  examine() {
    return Promise.resolve(
      WebAssembly.validate(module)
        ? { status: 'ok', found: 'available' }
        : {
            status: 'warning',
            found: 'missing: matrix products run in plain TypeScript, which is slower',
            remedy: 'Use a processor of the last ten years and a current Node.',
          },
    );
  },
};
