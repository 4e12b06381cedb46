package dev.coffer.kyc.screening.list;

/** The rules by which names are compared at a tenant, as this process knows them now. */
@FunctionalInterface
public interface MatchingRules {

    /**
     * @param text the same for the same rules
     * @param revision of the settings that they are made of: a process that has read less knows a lower one
     */
    record Rules(String text, long revision) {}

    Rules of(String tenantId);
}
