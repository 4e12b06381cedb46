package dev.coffer.kyc.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TierSettingsTest {

    private static final Map<String, BigDecimal> LOW = table(0, 1, 2, 3, 4, 5);
    private static final Map<String, BigDecimal> MIDDLE = table(0, 2, 4, 6, 8, 10);
    private static final Map<String, BigDecimal> HIGH = table(0, 3, 6, 9, 12, 15);

    private static Map<String, BigDecimal> table(int... amounts) {
        Map<String, BigDecimal> table = new HashMap<>();
        for (KycTier tier : KycTier.values()) {
            if (tier.ordinal() < amounts.length) {
                table.put(TierSettings.name(tier), BigDecimal.valueOf(amounts[tier.ordinal()]));
            }
        }
        return table;
    }

    private static TierSettings settings(
            String currency, Map<String, BigDecimal> deposit, Map<String, BigDecimal> balance) {
        return new TierSettings(currency, deposit, MIDDLE, HIGH, LOW, MIDDLE, HIGH, balance);
    }

    @Test
    void every_tier_has_its_terms_to_the_cent() {
        List<TierTerms> terms = settings("EUR", LOW, table(0, 100)).terms();
        assertThat(terms.stream().map(TierTerms::tier)).containsExactly(KycTier.values());
        assertThat(terms.get(3).deposit().perOperation().toString()).contains("3.00");
        assertThat(terms.get(1).maximumBalance()).isNotNull();
        assertThat(terms.get(2).maximumBalance()).isNull();
    }

    @Test
    void a_tier_that_allows_less_than_the_one_below_is_no_setting() {
        assertThatThrownBy(() -> settings("EUR", table(0, 2, 1, 3, 4, 5), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("standard");
        assertThatThrownBy(() -> settings("EUR", LOW, Map.of("enhanced", BigDecimal.TEN)))
                .as("a limit above tiers that have none")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("enhanced");
    }

    @Test
    void limits_that_do_not_grow_with_their_time_are_no_setting() {
        assertThatThrownBy(() -> settings("EUR", table(0, 3, 4, 6, 8, 10), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grow");
    }

    @Test
    void what_is_no_tier_no_currency_or_no_amount_is_no_setting() {
        assertThatThrownBy(() -> settings("EUR", table(0, 1, 2), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("enhanced");
        assertThatThrownBy(() -> settings("EUR", LOW, Map.of("golden", BigDecimal.ONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("golden");
        for (String currency : List.of("XQX", "EURO")) {
            assertThatThrownBy(() -> settings(currency, LOW, Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(currency);
        }
        Map<String, BigDecimal> tooFine = new HashMap<>(LOW);
        tooFine.put("basic", new BigDecimal("1.001"));
        assertThatThrownBy(() -> settings("EUR", tooFine, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.001");
    }
}
