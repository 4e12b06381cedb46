/** A wallet's book for clients: the ledger's entries as pages, newest first. */
@NullMarked
package dev.coffer.payment.transaction;

import org.jspecify.annotations.NullMarked;
