// Runs the audits of graphql-http against a server and prints one line for each: "ok" or "notice" or "error", id, name, reason.
// usage: node audit-http.js <http url>
import { serverAudits } from 'graphql-http';

const [url] = process.argv.slice(2);
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const result = await audit.fn();
  console.log([result.status, audit.id, audit.name, result.reason ?? ''].join('\t'));
}
