package dev.coffer.kyc.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskSettingsTest {

    private static RiskSettings settings(Map<String, BigDecimal> weights, String countries, int medium, int high) {
        return new RiskSettings(
                weights, countries, Duration.ofDays(30), Duration.ofDays(60), medium, high, Duration.ofDays(180));
    }

    @Test
    void a_level_begins_with_its_points() {
        RiskSettings settings = settings(Map.of(), "", 30, 60);
        assertThat(settings.level(29)).isEqualTo(RiskLevel.LOW);
        assertThat(settings.level(30)).isEqualTo(RiskLevel.MEDIUM);
        assertThat(settings.level(59)).isEqualTo(RiskLevel.MEDIUM);
        assertThat(settings.level(60)).isEqualTo(RiskLevel.HIGH);
    }

    @Test
    void what_is_not_weighed_adds_nothing() {
        RiskSettings settings = settings(Map.of("COUNTRY", BigDecimal.TEN), "MM, SY", 30, 60);
        assertThat(settings.weight(RiskFactor.COUNTRY)).isEqualTo(10);
        assertThat(settings.weight(RiskFactor.CHECK_FAILED)).isZero();
        assertThat(settings.isOfHigherRisk("SY")).isTrue();
        assertThat(settings.isOfHigherRisk("DE")).isFalse();
    }

    @Test
    void what_is_no_factor_country_or_order_is_no_setting() {
        assertThatThrownBy(() -> settings(Map.of("WEATHER", BigDecimal.ONE), "", 30, 60))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WEATHER");
        assertThatThrownBy(() -> settings(Map.of(), "ZZ", 30, 60)).hasMessageContaining("ZZ");
        assertThatThrownBy(() -> settings(Map.of(), "", 60, 60)).hasMessageContaining("60");
    }
}
