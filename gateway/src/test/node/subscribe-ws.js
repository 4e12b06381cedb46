// Subscribes by graphql-ws and prints what comes, one JSON a line, until as many events came as asked for.
// usage: node subscribe-ws.js <ws url> <query> <events> [authorization]
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [url, query, events, authorization] = process.argv.slice(2);
const client = createClient({
  url,
  webSocketImpl: WebSocket,
  connectionParams: authorization ? { authorization } : undefined,
  retryAttempts: 0,
});
let count = 0;
for await (const event of client.iterate({ query })) {
  console.log(JSON.stringify(event));
  if (++count >= Number(events)) break;
}
await client.dispose();
console.log('done');
