/**
 * What people are reached by, each in one canonical form so that it is compared as text. Used by auth-service and by the room
 * graphql for its scalars; imports no other room.
 */
@NullMarked
package dev.coffer.core.contact;

import org.jspecify.annotations.NullMarked;
