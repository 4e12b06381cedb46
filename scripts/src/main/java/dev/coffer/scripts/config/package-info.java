/** {@code coffer config}: the settings of all services, seen and changed through the gateway as anybody's client would. */
@NullMarked
package dev.coffer.scripts.config;

import org.jspecify.annotations.NullMarked;
