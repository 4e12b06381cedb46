// Runs a server of the suite until standard input ends, so that it never outlives whoever started it.
// usage: node subgraph.js <file of the server>
const path = require('node:path');

process.stdin.resume().on('end', () => process.exit(0));
require(path.resolve(process.argv[2]));
