package dev.coffer.auth.network;

/** What is counted for each network. */
public enum NetworkRule {
    /** Proofs of identity that were wrong: passwords, codes of second factors, codes that were sent. A right one is given back. */
    PROOF(true, false),
    /** Registrations, whatever became of them. */
    REGISTRATION(true, true),
    /** Codes that somebody is to be sent, whether or not there is anybody to send them to. */
    SENDING(true, true),
    /**
     * Refresh tokens that do not count. Those are counted when they are found, so that the many that do count cost nothing; what is
     * under way at once can go beyond the bound by as many as that is.
     */
    REFRESH(false, false),
    /** What applications of third parties have refused: secrets, codes and tokens that do not count. Counted as {@link #REFRESH} is. */
    APPLICATION(false, false),
    /** Codes for devices: each is kept until it expires, and nobody has proven anything. */
    DEVICE(true, true);

    private final boolean isCountedBefore;
    private final boolean isSuccessCounted;

    NetworkRule(boolean isCountedBefore, boolean isSuccessCounted) {
        this.isCountedBefore = isCountedBefore;
        this.isSuccessCounted = isSuccessCounted;
    }

    boolean isCountedBefore() {
        return isCountedBefore;
    }

    boolean isSuccessCounted() {
        return isSuccessCounted;
    }
}
