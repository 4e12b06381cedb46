/** Coffer: payment-service. */
@NullMarked
package dev.coffer.payment;

import org.jspecify.annotations.NullMarked;
