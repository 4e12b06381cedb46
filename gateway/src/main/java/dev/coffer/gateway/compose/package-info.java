/**
 * Composes subgraph schemas into one supergraph: {@link dev.coffer.gateway.compose.Composer} reads Federation 1 and 2 SDL,
 * merges it into a {@link dev.coffer.gateway.compose.Supergraph} or answers every error found, and
 * {@link dev.coffer.gateway.compose.SupergraphSdl} writes and reads that model as SDL with {@code @join__*} directives.
 *
 * <p>Used by the planner, the executor and the command line. Needs graphql-java's parser and schema classes, nothing else:
 * no Spring, no HTTP, no clock. Everything here is immutable once built, and nothing of it runs on the path of a request.
 */
@NullMarked
package dev.coffer.gateway.compose;

import org.jspecify.annotations.NullMarked;
