/** A service of one small schema, against which the rooms graphql, permission, identity and ops are tested. */
@NullMarked
package dev.coffer.core.graphql.sample;

import org.jspecify.annotations.NullMarked;
