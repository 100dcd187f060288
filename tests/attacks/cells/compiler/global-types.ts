// Changes the types of everybody's cells.
// expect: missing|error|failed
// cell: added
export {};
declare global {
  interface Array<T> {
    length: never;
  }
  interface Number {
    spoilt: true;
  }
  var Matrix: never;
}
declare module 'unrolled' {
  export const Matrix: never;
}
