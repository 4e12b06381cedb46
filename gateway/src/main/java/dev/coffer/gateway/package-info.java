/** Coffer: gateway. */
@NullMarked
package dev.coffer.gateway;

import org.jspecify.annotations.NullMarked;
