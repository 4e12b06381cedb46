package dev.coffer.kyc.screening.list;

/** The rules by which names are compared at a tenant, as this process knows them now. */
public interface MatchingRules {

    /**
     * @param text the same for the same rules
     * @param revision of the settings that they are made of: a process that has read less knows a lower one
     */
    record Rules(String text, long revision) {}

    /** Whether this process has read any settings yet; one that has just started may not have. */
    boolean areRead();

    /** @throws dev.coffer.core.errors.CodedException UNAVAILABLE before {@link #areRead} */
    Rules of(String tenantId);
}
