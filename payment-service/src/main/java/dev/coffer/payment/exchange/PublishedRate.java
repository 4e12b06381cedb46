package dev.coffer.payment.exchange;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A rate that staff published.
 *
 * @param value what one unit of {@code from} is in {@code to}
 * @param by who did; a user id
 */
record PublishedRate(String from, String to, BigDecimal value, Instant at, String by) {}
