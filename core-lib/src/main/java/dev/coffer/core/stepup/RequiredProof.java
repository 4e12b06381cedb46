package dev.coffer.core.stepup;

import java.util.Set;

/** How strongly a caller must have proven who they are; what settings offer as a choice. */
public enum RequiredProof {
    /** Any proof: a password will do. */
    PASSWORD("1", "1", "1a", "2"),
    /** A second factor; of users who have none, the password once more. */
    FACTOR_IF_ENROLLED("2", "1a", "2"),
    /** A second factor; users who have none are refused until they have one. */
    SECOND_FACTOR("2", "2");

    private final String asked;
    private final Set<String> accepted;

    RequiredProof(String asked, String... accepted) {
        this.asked = asked;
        this.accepted = Set.of(accepted);
    }

    /** The claim {@code acr} to reach, as the client is told it. */
    String asked() {
        return asked;
    }

    boolean accepts(String acr) {
        return accepted.contains(acr);
    }
}
