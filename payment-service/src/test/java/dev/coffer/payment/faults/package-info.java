/** Things that go wrong where a test wants them to. Used by the trials of deposits and withdrawals. */
@NullMarked
package dev.coffer.payment.faults;

import org.jspecify.annotations.NullMarked;
