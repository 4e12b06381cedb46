package dev.coffer.bonus.competition;

/** What a bet was worth in a competition, so that exactly that can be taken back. @param board the id of the competition */
public record Scored(String board, long points) {}
