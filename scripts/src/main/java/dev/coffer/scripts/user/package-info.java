/** Users that nobody can make over GraphQL: the first administrator. */
@NullMarked
package dev.coffer.scripts.user;

import org.jspecify.annotations.NullMarked;
