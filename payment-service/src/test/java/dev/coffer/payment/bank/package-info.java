/** The bank test against whole replicas of payment-service, killed in the middle of their work. */
@NullMarked
package dev.coffer.payment.bank;

import org.jspecify.annotations.NullMarked;
