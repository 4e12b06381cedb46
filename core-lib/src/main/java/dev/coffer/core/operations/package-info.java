/**
 * What operators do with a service, over its GraphQL: the same fields in every service, made from one definition and prefixed with
 * its name, because each subgraph owns its own. Used by every service. Imports the events, saga, permission, graphql, identity
 * and paging rooms.
 */
@NullMarked
package dev.coffer.core.operations;

import org.jspecify.annotations.NullMarked;
