/**
 * auth-service: users, credentials, sessions, tokens and roles, behind one subgraph on port 9001. Each package beneath is one family
 * of use cases; none of them is used by another service, which know this one by its GraphQL, its keys and its events.
 */
@NullMarked
package dev.coffer.auth;

import org.jspecify.annotations.NullMarked;
