// Composes federations with @theguild/federation-composition and prints one line for each: its name, "accepted" or "refused", the
// codes, and where it is accepted whether its API is "same" as the one that was given along or how it is not.
// usage: node compose.js <file: [{name, subgraphs: [{name, url, sdl}], api}]>
import { readFileSync } from 'node:fs';
import { composeServices } from '@theguild/federation-composition';
import { buildASTSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';

/** The schema in one order and without descriptions, line by line, so that only what it says is compared. */
function lines(sdl) {
  const plain = parse(sdl, { noLocation: true });
  const schema = lexicographicSortSchema(buildASTSchema(plain, { assumeValidSDL: true }));
  return printSchema(schema).split('\n').filter((line) => line.trim() !== '');
}

function difference(ours, theirs) {
  const only = (some, others) => some.filter((line) => !others.includes(line)).map((line) => line.trim());
  const a = lines(ours);
  const b = lines(theirs);
  return a.join('\n') === b.join('\n') ? 'same' : `ours: ${only(a, b).join(' ')} theirs: ${only(b, a).join(' ')}`;
}

function composed(subgraphs) {
  try {
    const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
    return composeServices(services);
  } catch (error) {
    return { errors: [{ extensions: { code: `THROWN ${error.message.split('\n')[0]}` } }] };
  }
}

for (const { name, subgraphs, api } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const result = composed(subgraphs);
  const codes = [...new Set((result.errors ?? []).map((error) => error.extensions?.code ?? error.message))].sort();
  const verdict = result.errors?.length ? 'refused' : 'accepted';
  const compared = verdict === 'accepted' && api ? difference(api, result.publicSdl) : '';
  console.log([name, verdict, codes.join(','), compared].join('\t'));
}
