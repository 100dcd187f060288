// An answer that holds itself.
// expect: failed
// says: nested more than|has more than
function addBias(): any {
  const self: any = { passed: true };
  self.self = self;
  self.list = [self, self, self, self];
  return self;
}
