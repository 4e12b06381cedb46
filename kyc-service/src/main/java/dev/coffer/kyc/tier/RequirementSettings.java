package dev.coffer.kyc.tier;

import dev.coffer.core.config.SettingField;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The setting {@value #KEY}: what each tier needs beside what the tiers below it need, and who is taken at all. */
record RequirementSettings(
        @SettingField(value = "PERSONAL_DATA", description = "What tier BASIC needs, separated by commas.")
        String basic,

        @SettingField(
                value = "IDENTITY_DOCUMENT, SELFIE",
                description = "What tier STANDARD needs beside what BASIC needs.")
        String standard,

        @SettingField(value = "PROOF_OF_ADDRESS", description = "What tier ENHANCED needs beside what STANDARD needs.")
        String enhanced,

        @SettingField(value = "SOURCE_OF_FUNDS", description = "What tier FULL needs beside what ENHANCED needs.")
        String full,

        @SettingField(value = "COMPANY_PAPERS", description = "What tier PROFESSIONAL needs beside what FULL needs.")
        String professional,

        @SettingField(
                value = "",
                description =
                        "What a tier needs in one country besides, as COUNTRY/TIER=REQUIREMENT and separated by commas: US/STANDARD=PROOF_OF_ADDRESS.")
        String additional,

        @SettingField(
                value = "default=18, US=21",
                min = "0",
                max = "100",
                decimals = 0,
                description = "The least age in years by country of residence; default holds for all others.")
        Map<String, BigDecimal> minimumAge,

        @SettingField(
                value = "IR, KP",
                description =
                        "Countries whose residents are not taken, by two letters and separated by commas: KP, IR.")
        String closedTo,

        @SettingField(
                value = "90d",
                min = "1d",
                max = "3650d",
                description = "How old a proof of address may be when it is announced.")
        Duration addressProofAge) {

    static final String KEY = "kyc-service/requirements";
    private static final String DEFAULT = "default";
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    RequirementSettings {
        for (String list : List.of(basic, standard, enhanced, full, professional)) {
            requirements(list);
        }
        entries(additional).forEach(Additional::parse);
        entries(closedTo).forEach(RequirementSettings::requireCountry);
        if (!minimumAge.containsKey(DEFAULT)) {
            throw new IllegalArgumentException("minimumAge has no default");
        }
        minimumAge.keySet().stream().filter(name -> !name.equals(DEFAULT)).forEach(RequirementSettings::requireCountry);
    }

    private record Additional(String country, KycTier tier, Requirement requirement) {

        static Additional parse(String entry) {
            String[] parts = entry.split("[/=]", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException("'" + entry + "' is not like US/STANDARD=PROOF_OF_ADDRESS");
            }
            return new Additional(
                    requireCountry(parts[0].strip()),
                    RequirementSettings.tier(parts[1].strip()),
                    RequirementSettings.requirement(parts[2].strip()));
        }
    }

    /** All that {@code tier} needs in a country, in the order of the tiers. @param country null where it is not known yet */
    Set<Requirement> needed(KycTier tier, @Nullable String country) {
        Set<Requirement> needed = EnumSet.noneOf(Requirement.class);
        List<String> lists = List.of("", basic, standard, enhanced, full, professional);
        for (int i = 0; i <= tier.ordinal(); i++) {
            needed.addAll(requirements(lists.get(i)));
        }
        for (String entry : entries(additional)) {
            Additional more = Additional.parse(entry);
            if (more.country().equals(country) && !more.tier().isAbove(tier)) {
                needed.add(more.requirement());
            }
        }
        return needed;
    }

    int leastAge(String country) {
        BigDecimal age = minimumAge.get(country);
        return (age == null ? minimumAge.getOrDefault(DEFAULT, BigDecimal.ZERO) : age).intValueExact();
    }

    boolean isClosedTo(String country) {
        return entries(closedTo).contains(country);
    }

    private static List<String> entries(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static List<Requirement> requirements(String list) {
        return entries(list).stream().map(RequirementSettings::requirement).toList();
    }

    private static Requirement requirement(String name) {
        for (Requirement requirement : Requirement.values()) {
            if (requirement.name().equals(name)) {
                return requirement;
            }
        }
        throw new IllegalArgumentException(
                "'" + name + "' is no requirement: " + Arrays.toString(Requirement.values()));
    }

    private static KycTier tier(String name) {
        for (KycTier tier : KycTier.values()) {
            if (tier.name().equals(name)) {
                return tier;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is no tier: " + Arrays.toString(KycTier.values()));
    }

    private static String requireCountry(String code) {
        if (!COUNTRIES.contains(code)) {
            throw new IllegalArgumentException("'" + code + "' is no country of ISO 3166, such as DE");
        }
        return code;
    }
}
