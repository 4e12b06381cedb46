/** What features keep of a person, to be erased with their account. Used by every feature that keeps something, and by closing. */
@NullMarked
package dev.coffer.auth.erasure;

import org.jspecify.annotations.NullMarked;
