// Crashes Node, which writes a core.
// expect: error
// says: was ended by a signal|ended its process
process.chdir('/tmp');
process.abort();
