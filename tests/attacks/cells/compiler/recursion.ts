// A type that needs itself, a little longer each time.
// expect: error
// says: does not compile
type Grow<T extends unknown[]> = T['length'] extends 999 ? T : Grow<[...T, 0]>;
type Split<S extends string> = S extends `${infer A}${infer B}` ? [A, ...Split<B>] | Split<B> : [];
type Many<A, B> = A extends unknown
  ? B extends unknown
    ? [A, B, Grow<[]>, Split<'abcdefghijklmnopqrstuvwxyzabcdefghijklmnop'>]
    : never
  : never;
const addBias: Many<0 | 1 | 2 | 3, Grow<[]>[number]> = 1;
