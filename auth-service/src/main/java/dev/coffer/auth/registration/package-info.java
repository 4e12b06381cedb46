/**
 * The registration saga: a user is pending until the contact is confirmed, where the tenant wants that, and until every
 * participating service has opened what it holds for them, then active; or all of it is undone. Used by nobody else; the user
 * package begins it by its port.
 */
@NullMarked
package dev.coffer.auth.registration;

import org.jspecify.annotations.NullMarked;
