// The tests of the suite as they are published, without the TypeScript compiler that its own configuration asks for.
const path = require('node:path');

module.exports = {
  rootDir: path.join(__dirname, 'node_modules', '@apollo', 'federation-subgraph-compatibility-tests'),
  testMatch: ['<rootDir>/dist/tests/*.test.js'],
  testPathIgnorePatterns: [],
  haste: { retainAllFiles: true },
  transform: {},
  moduleNameMapper: { '^make-fetch-happen$': path.join(__dirname, 'router-fetch.js') },
  cacheDirectory: path.join(__dirname, 'jest-cache'),
  watchman: false,
};
