// Expressions whose types double with each line.
// expect: error
// says: does not compile|does not define|is undefined|failed|must be a Matrix
const twice =
  <A, B>(f: (a: A) => B) =>
  (a: A) =>
    [f(a), f(a), { f: f(a), g: f(a) }] as const;
const t1 = twice((x: number) => x),
  t2 = twice(t1),
  t3 = twice(t2),
  t4 = twice(t3),
  t5 = twice(t4),
  t6 = twice(t5);
const t7 = twice(t6),
  t8 = twice(t7),
  t9 = twice(t8),
  t10 = twice(t9),
  t11 = twice(t10),
  t12 = twice(t11);
const addBias = twice(twice(t12));
