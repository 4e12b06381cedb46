/**
 * Keys that programs use instead of signing in, and the service accounts that most of them belong to. Used by nobody: the packages
 * user and reset have keys revoked through the port {@code UserKeys}.
 */
@NullMarked
package dev.coffer.auth.apikey;

import org.jspecify.annotations.NullMarked;
