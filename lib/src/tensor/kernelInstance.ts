import { kernelCode } from './kernelCode';

/**
 * Another instance of what lib/kernel does with SIMD, with a memory of its own, empty at first: for
 * work whose data stay in the kernel's memory all the time. Undefined where this machine has no SIMD.
 */
export function newKernelInstance<Exports>(): Exports | undefined {
  try {
    const code = Uint8Array.from(atob(kernelCode), (letter) => letter.charCodeAt(0));
    return new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Exports;
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof WebAssembly.CompileError) {
      return undefined;
    }
    throw error;
  }
}

/** What is used of the global that every JavaScript engine has, and Node's types leave out. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
  readonly CompileError: new () => Error;
};
