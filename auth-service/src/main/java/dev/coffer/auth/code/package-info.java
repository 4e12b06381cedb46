/**
 * One-time codes: six digits that prove that a person reads what is sent to a contact. Used by contact verification, password
 * reset, registration and the second step of a sign-in; knows of none of them.
 */
@NullMarked
package dev.coffer.auth.code;

import org.jspecify.annotations.NullMarked;
