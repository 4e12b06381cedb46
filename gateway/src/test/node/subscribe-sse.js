// Subscribes by graphql-sse and prints what comes, one JSON a line, until as many events came as asked for.
// usage: node subscribe-sse.js <http url> <query> <events> <single: true|false> [authorization]
import { createClient } from 'graphql-sse';

const [url, query, events, single, authorization] = process.argv.slice(2);
const client = createClient({
  url,
  singleConnection: single === 'true',
  headers: authorization ? { authorization } : undefined,
  retryAttempts: 0,
});
let count = 0;
for await (const event of client.iterate({ query })) {
  console.log(JSON.stringify(event));
  if (++count >= Number(events)) break;
}
client.dispose();
console.log('done');
