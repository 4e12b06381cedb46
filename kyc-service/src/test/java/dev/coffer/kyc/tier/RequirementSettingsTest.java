package dev.coffer.kyc.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequirementSettingsTest {

    private static final Map<String, BigDecimal> AGES =
            Map.of("default", BigDecimal.valueOf(18), "US", BigDecimal.valueOf(21));

    private static RequirementSettings settings(String standard, String additional, String closedTo) {
        return new RequirementSettings(
                "PERSONAL_DATA", standard, "", "", "", additional, AGES, closedTo, Duration.ofDays(90));
    }

    @Test
    void a_tier_needs_what_the_tiers_below_it_need_and_what_its_country_adds_from_there_on() {
        RequirementSettings settings = settings("IDENTITY_DOCUMENT, SELFIE", "US/STANDARD=PROOF_OF_ADDRESS", "");
        assertThat(settings.needed(KycTier.NONE, "US")).isEmpty();
        assertThat(settings.needed(KycTier.BASIC, "US")).containsExactly(Requirement.PERSONAL_DATA);
        assertThat(settings.needed(KycTier.STANDARD, "DE"))
                .containsExactly(Requirement.PERSONAL_DATA, Requirement.IDENTITY_DOCUMENT, Requirement.SELFIE);
        assertThat(settings.needed(KycTier.STANDARD, "US")).contains(Requirement.PROOF_OF_ADDRESS);
        assertThat(settings.needed(KycTier.FULL, "US")).contains(Requirement.PROOF_OF_ADDRESS);
        assertThat(settings.needed(KycTier.FULL, null)).doesNotContain(Requirement.PROOF_OF_ADDRESS);
    }

    @Test
    void ages_and_closed_countries_are_those_of_the_residence() {
        RequirementSettings settings = settings("", "", "KP, IR");
        assertThat(settings.leastAge("US")).isEqualTo(21);
        assertThat(settings.leastAge("DE")).isEqualTo(18);
        assertThat(settings.isClosedTo("IR")).isTrue();
        assertThat(settings.isClosedTo("DE")).isFalse();
    }

    @Test
    void what_is_no_requirement_tier_or_country_is_no_setting() {
        assertThatThrownBy(() -> settings("PASPORT", "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PASPORT");
        for (String wrong : new String[] {"US=SELFIE", "ZZ/STANDARD=SELFIE", "US/GOLD=SELFIE", "US/FULL=FACE"}) {
            assertThatThrownBy(() -> settings("", wrong, "")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> settings("", "", "ZZ"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ZZ");
    }
}
