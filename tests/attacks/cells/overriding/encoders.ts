// Texts that are encoded as others, so that an answer means something else.
// expect: error|failed
TextEncoder.prototype.encode = () => new Uint8Array([0x7b, 0x7d]);
TextEncoder.prototype.encodeInto = () => ({ read: 0, written: 0 });
DataView.prototype.setUint32 = DataView.prototype.setFloat64 = () => undefined;
Buffer.from = Buffer.concat = (() => new Uint8Array(8)) as any;
function addBias(): any {
  return 'passed';
}
