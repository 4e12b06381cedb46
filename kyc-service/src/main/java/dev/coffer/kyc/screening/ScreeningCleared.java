package dev.coffer.kyc.screening;

/** Event {@code kyc.screening.cleared}, keyed by user: a screening that was asked for has found nobody, so that a request can go on. */
record ScreeningCleared(String userId, String screeningId) {

    static final String TYPE = "kyc.screening.cleared";
}
