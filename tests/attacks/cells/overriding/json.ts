// JSON that says that everything was right.
// expect: failed
// says: must be a Matrix
JSON.stringify = () => '{"passed":true,"score":100}';
JSON.parse = () => ({ passed: true, score: 100 });
(Object.prototype as any).toJSON = () => ({ passed: true });
function addBias(): any {
  return JSON.parse('');
}
