package dev.coffer.kyc.screening;

/**
 * Event {@code kyc.screening.matched}, keyed by user: the user is like somebody on a list, and a reviewer has to say whether they are.
 * Never told to the user.
 *
 * @param matches how many nobody has decided yet
 */
record MatchFound(String userId, String screeningId, int matches) {

    static final String TYPE = "kyc.screening.matched";
}
