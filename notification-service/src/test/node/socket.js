// Connects by socket.io-client and prints what happens, one line each, until it is killed.
// usage: node socket.js <url> <options as JSON>
//   token, last: what it signs in with; transports; header: the token goes into the header instead
//   follow: positions are remembered, and said again at every connect and join
//   join, publish: [{...}] sent once it is connected, with acknowledgement; breaks: how many messages come before it breaks the connection
import { io } from 'socket.io-client';

const [url, text] = process.argv.slice(2);
const options = JSON.parse(text);
const last = { ...options.last };
let messages = 0;
const say = (...words) => console.log(words.map((w) => (typeof w === 'string' ? w : JSON.stringify(w))).join(' '));

const socket = io(url, {
  transports: options.transports ?? ['polling', 'websocket'],
  auth: (send) => send(options.header ? {} : { token: options.token, last }),
  extraHeaders: options.header ? { authorization: `Bearer ${options.token}` } : undefined,
  reconnectionDelay: 100,
  reconnectionDelayMax: 200,
  forceNew: true,
});
socket.on('connect', async () => {
  say('connect');
  const engine = socket.io.engine;
  say('transport', engine.transport.name);
  engine.once('upgrade', (transport) => say('transport', transport.name));
  for (const join of options.join ?? []) {
    say('joined', await socket.timeout(5000).emitWithAck('join', { ...join, last: last[join.room] ?? join.last }));
  }
  for (const publish of options.publish ?? []) {
    say('published', await socket.timeout(5000).emitWithAck('publish', publish));
  }
});
socket.onAny((name, payload) => {
  say('event', name, payload);
  if (options.follow) last[payload.room] = payload.last;
  if (name !== 'ready' && ++messages === options.breaks) socket.io.engine.close();
});
socket.on('connect_error', (error) => say('refused', error.data?.code ?? error.message, socket.active));
socket.on('disconnect', (reason) => say('disconnect', reason));
