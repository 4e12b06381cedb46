/**
 * The devices that users want messages pushed to, with the address of each kept sealed. Used by email, which writes to them, and by push, whose
 * providers say which are gone.
 */
@NullMarked
package dev.coffer.notification.device;

import org.jspecify.annotations.NullMarked;
