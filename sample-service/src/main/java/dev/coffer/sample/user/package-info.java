/** What other services know of a user is joined to what this one does. Used by every package that adds fields to User. */
@NullMarked
package dev.coffer.sample.user;

import org.jspecify.annotations.NullMarked;
