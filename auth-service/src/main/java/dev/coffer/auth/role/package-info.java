/**
 * A tenant's own roles: kept in versions, changed within the reach of whoever changes them, and told to every service. On top of the
 * built-in roles, which a tenant may change likewise but for those of its administrators.
 */
@NullMarked
package dev.coffer.auth.role;

import org.jspecify.annotations.NullMarked;
