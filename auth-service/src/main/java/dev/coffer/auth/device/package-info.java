/**
 * Devices on which a user need not take the second step for a while. Used by the signin package, which remembers and recognises
 * them, and by the factor package, which forgets them when a factor changes.
 */
@NullMarked
package dev.coffer.auth.device;

import org.jspecify.annotations.NullMarked;
