package dev.coffer.bonus.competition;

import org.jspecify.annotations.Nullable;

/**
 * Who has won a prize.
 *
 * @param place from 1
 * @param minor the prize, in minor units
 * @param isSettled whether it was given, or refused for good
 * @param awardId null before it was given, and where the player may not have it
 */
record Winner(
        String userId,
        int place,
        long minor,
        boolean isSettled,
        @Nullable String awardId) {}
