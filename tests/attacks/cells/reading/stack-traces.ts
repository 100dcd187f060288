// Takes the functions, and what they were called with, from a stack trace.
// expect: error
// says: found nothing
const found: string[] = [];
Error.prepareStackTrace = (_, frames) => {
  for (const frame of frames) {
    const called: any = frame.getFunction();
    for (const look of [
      () => frame.getThis(),
      () => called,
      () => called.arguments,
      () => called.caller,
    ]) {
      let value: any;
      try {
        value = look();
      } catch {}
      if (
        value &&
        value !== globalThis &&
        /expected|hidden|seed|judge|oracle/.test(Object.keys(value).join())
      )
        found.push(frame.getFunctionName());
    }
    if (/grade|mocha|checks/.test(String(frame.getFileName()))) found.push(frame.getFileName());
  }
  return '';
};
const trace = String(new Error('where am I?').stack);
throw new Error(`found ${trace + found.join() || 'nothing'}`);
