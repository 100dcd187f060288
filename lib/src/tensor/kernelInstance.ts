import { kernelCode } from './kernelCode';

/** Where a kernel works; grows by pages of 64 KiB. */
export type KernelMemory = { readonly buffer: ArrayBuffer; grow(pages: number): number };

/**
 * What lib/kernel exports, with a memory of its own, empty at first.
 * @throws ReferenceError or WebAssembly.CompileError where this machine has no SIMD.
 */
export function newKernelInstance(): { readonly memory: KernelMemory } {
  const code = Uint8Array.from(atob(kernelCode), (letter) => letter.charCodeAt(0));
  return new WebAssembly.Instance(new WebAssembly.Module(code)).exports;
}

/** What is used of the global that every JavaScript engine has, and Node's types leave out. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: { memory: KernelMemory } };
};
