package dev.coffer.payment.deposit;

import java.time.Instant;

/** An operator's word on what became of a deposit. @param by who said so @param reason how they know */
record SettledByHand(String by, String reason, Instant at) {}
