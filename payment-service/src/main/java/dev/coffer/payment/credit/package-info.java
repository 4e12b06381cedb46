/**
 * Credit limits: how far staff lets a user's wallet go below zero. Used over the API, and by nothing else; the limit itself is the
 * ledger's, and so is every decision that rests on it.
 */
@NullMarked
package dev.coffer.payment.credit;

import org.jspecify.annotations.NullMarked;
