// Serves the supergraph of supergraph.graphql by Apollo's gateway, until its standard input ends.
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { readFileSync } from 'node:fs';

process.stdin.on('end', () => process.exit(0)).resume();
const gateway = new ApolloGateway({ supergraphSdl: readFileSync('supergraph.graphql', 'utf8') });
const server = new ApolloServer({ gateway, introspection: false });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
console.log(`peer serves at ${url}`);
