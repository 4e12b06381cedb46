/**
 * How a subgraph speaks: shared scalars and types, federation, errors, limits. Used by every service; imports the rooms
 * errors, money, ids, contact, identity, store and trace.
 */
@NullMarked
package dev.coffer.core.graphql;

import org.jspecify.annotations.NullMarked;
