// A type of a hundred million members.
// expect: error
// says: does not compile
type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type Four = `${Digit}${Digit}${Digit}${Digit}`;
type Pairs<A, B> = A extends unknown ? (B extends unknown ? [A, B] : never) : never;
const addBias: Pairs<Four, Four> = 1;
