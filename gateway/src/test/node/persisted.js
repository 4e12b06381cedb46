// Asks by Apollo Client's and urql's automatic persisted queries, twice each, and prints the answers and how many requests each took.
// usage: node persisted.js <http url> <query>
import { createHash } from 'node:crypto';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';

const [url, query] = process.argv.slice(2);
const sha256 = async (text) => createHash('sha256').update(text).digest('hex');
let requests = 0;
const counting = (input, options) => {
  requests++;
  return fetch(input, options);
};
const report = (client, data) => {
  console.log(`${client} ${requests} ${JSON.stringify(data)}`);
  requests = 0;
};

const apollo = new ApolloClient({
  cache: new InMemoryCache(),
  link: new PersistedQueryLink({ sha256 }).concat(new HttpLink({ uri: url, fetch: counting })),
});
for (let i = 0; i < 2; i++) {
  const { data } = await apollo.query({ query: gql(query), fetchPolicy: 'no-cache' });
  report('apollo', data);
}

const urql = new Client({
  url,
  preferGetMethod: false,
  requestPolicy: 'network-only',
  exchanges: [persistedExchange({ preferGetForPersistedQueries: false, generateHash: sha256 }), fetchExchange],
  fetch: counting,
});
for (let i = 0; i < 2; i++) {
  const { data, error } = await urql.query(query, {}).toPromise();
  if (error) throw error;
  report('urql', data);
}
