/** Exact amounts of money and the currencies they are in. Used by every service; imports no other room but errors. */
@NullMarked
package dev.coffer.core.money;

import org.jspecify.annotations.NullMarked;
