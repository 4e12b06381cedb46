/**
 * What a caller may do: the schema directives {@code @permission} and {@code @public}, the same decision for use cases, and the
 * record of what was denied. Tenants' policies are followed at the issuer of the tokens. Used by every service; imports the rooms
 * identity, errors, graphql, store, trace, seal and redis, and the access engine.
 */
@NullMarked
package dev.coffer.core.permission;

import org.jspecify.annotations.NullMarked;
