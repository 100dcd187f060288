// Answers by itself, through every open file, that all was right.
// expect: error
// says: the pipe that carries the answers
import { writeSync } from 'fs';
const addBias = (): any => {
  const answer = JSON.stringify({ passed: true, score: 100, status: 'passed' });
  const header = Buffer.alloc(4);
  header.writeUInt32LE(answer.length);
  for (let file = 1; file < 64; file++) {
    try {
      writeSync(file, Buffer.concat([header, Buffer.from(answer)]));
    } catch {}
  }
  return { passed: true };
};
