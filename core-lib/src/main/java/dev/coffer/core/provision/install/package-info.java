/**
 * Finds a server program, or installs one into the per-user cache, verified by a pinned checksum. Used by the provision
 * room only.
 */
@NullMarked
package dev.coffer.core.provision.install;

import org.jspecify.annotations.NullMarked;
