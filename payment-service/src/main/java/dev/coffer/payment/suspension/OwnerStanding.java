package dev.coffer.payment.suspension;

/** What the state of a user's verification means for what leaves their wallets. */
public enum OwnerStanding {
    /** Nothing speaks against it. */
    FREE,
    /** The last request was denied: what was stopped before is given back, and nothing else is stopped. */
    REFUSED,
    /** Nothing leaves until that is over. */
    SUSPENDED,
    /** Nothing leaves any more. */
    CLOSED;

    /** @param kycState as kyc-service names it @throws IllegalArgumentException for one that is not known here */
    static OwnerStanding of(String kycState) {
        return switch (kycState) {
            case "PENDING", "IN_REVIEW", "MANUAL_REVIEW", "APPROVED", "EXPIRED" -> FREE;
            case "REJECTED" -> REFUSED;
            case "SUSPENDED" -> SUSPENDED;
            case "CLOSED" -> CLOSED;
            default -> throw new IllegalArgumentException("Nobody knows what a profile may do that is " + kycState);
        };
    }

    /** Whether nothing is handed to a provider. */
    public boolean stopsPayouts() {
        return this == SUSPENDED || this == CLOSED;
    }
}
