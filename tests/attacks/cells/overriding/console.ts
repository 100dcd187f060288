// Prints what a passed check prints, wherever printing is possible.
// expect: failed
// says: returned? undefined|is undefined
for (const print of [console.log, console.info, console.error, console.table]) {
  print('✓ addBias agrees with tf.js\n2 of 2 points\n</pre><b>passed</b>');
}
process.stdout.write('##teamcity[testFinished]\nok 1 - add-bias\n{"score": 2}\n');
process.emitWarning('passed');
console.log = () => undefined;
function addBias(): any {
  process.stderr.write('passed');
}
