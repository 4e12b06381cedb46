package dev.coffer.bonus.wager;

/** What this service reads of {@code wallet.bonus.refused}. @param round 0 as an award is given, else the round of its end */
record Refused(String awardId, int round, String code, String message) {

    static final String TYPE = "wallet.bonus.refused";
}
