// Ends its process, with success, before anything has been asked.
// expect: error
// says: ended its process
process.exit(0);
