// Has nothing checked, and defines what it is not.
// expect: failed
// says: must be a Matrix
// @ts-nocheck
// @ts-ignore
const addBias: (Z: Matrix, b: Matrix) => Matrix = () => 'no matrix' as any as Matrix;
