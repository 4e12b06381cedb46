package dev.coffer.kyc.profile;

/**
 * Event {@code kyc.person.exported}, keyed by user: staff has asked for everything that is held on somebody.
 *
 * @param by the user id of who has
 */
record PersonExported(String userId, String by) {

    static final String TYPE = "kyc.person.exported";
}
