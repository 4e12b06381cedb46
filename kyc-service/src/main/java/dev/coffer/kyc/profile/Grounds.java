package dev.coffer.kyc.profile;

import dev.coffer.kyc.risk.RiskLevel;
import java.util.List;

/**
 * By what a decision was made.
 *
 * @param settings that counted. One that was changed while it was decided is there with both versions
 * @param listsVersion of the sanctions lists that were in force; 0 where none was
 * @param risk that counted
 * @param riskPoints of all factors
 * @param riskFactors a sentence each, personal; empty where the user has left
 */
record Grounds(List<Counted> settings, long listsVersion, RiskLevel risk, int riskPoints, List<String> riskFactors) {

    Grounds {
        settings = List.copyOf(settings);
        riskFactors = List.copyOf(riskFactors);
    }

    /**
     * The versions of a setting that counted together.
     *
     * @param installation 0 where nothing was set for the installation, and defaults held
     * @param tenant 0 where the tenant had no values of its own
     */
    record Counted(String setting, long installation, long tenant) {}
}
