package dev.coffer.bonus.competition;

import java.time.Instant;

/** A bet that nothing more comes of, in minor units; own and bonus money together. */
public record OverBet(String gameId, String currency, long staked, long won, Instant placedAt, Instant overAt) {}
