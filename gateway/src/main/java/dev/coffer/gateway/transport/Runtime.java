package dev.coffer.gateway.transport;

import dev.coffer.gateway.compose.Supergraph;
import graphql.schema.GraphQLSchema;

/**
 * All that depends on the schema. Replaced as a whole when the schema changes; a request reads it once and keeps what it
 * read.
 */
record Runtime(Supergraph supergraph, GraphQLSchema api, Documents documents, Introspection introspection) {}
