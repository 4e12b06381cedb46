/**
 * Plans federated operations: from a validated GraphQL document and the merged
 * {@link dev.coffer.gateway.compose} model to an immutable {@link dev.coffer.gateway.plan.Plan}, a graph of subgraph
 * calls with a projection of the answer. Used by {@code gateway.execute}, which runs plans, and by
 * {@code coffer gateway plan}, which prints them. It knows nothing of HTTP and does no input or output.
 */
@NullMarked
package dev.coffer.gateway.plan;

import org.jspecify.annotations.NullMarked;
