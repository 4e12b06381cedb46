package dev.coffer.kyc.check;

/** Event {@code kyc.check.changed}, keyed by user: a check was begun or decided. */
record CheckChanged(String userId, String checkId, CheckKind kind, CheckState state) {

    static final String TYPE = "kyc.check.changed";
}
