package dev.coffer.bonus.competition;

/** A line of a leaderboard. @param number from 1 */
record Place(int number, Placing placing) {}
