package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KycProfileTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void a_profile_is_put_in_review_only_for_a_higher_tier() {
        KycProfile.Settled basic =
                new KycProfile.Settled("main", "ann", KycTier.BASIC, 1, KycProfile.Outcome.APPROVED, NOW);
        assertThat(basic.request(KycTier.STANDARD, NOW).state()).isEqualTo("IN_REVIEW");
        for (KycTier tier : List.of(KycTier.NONE, KycTier.BASIC)) {
            assertThatThrownBy(() -> basic.request(tier, NOW)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void every_tier_allows_at_least_what_the_one_below_allows() {
        List<TierTerms> terms = TierTerms.standard(Currencies.builtIn());
        assertThat(terms.stream().map(TierTerms::tier)).containsExactly(KycTier.values());
        for (int i = 1; i < terms.size(); i++) {
            TierTerms lower = terms.get(i - 1);
            TierTerms higher = terms.get(i);
            assertThat(higher.deposit().monthly()).isGreaterThan(lower.deposit().monthly());
            assertThat(higher.withdrawal().daily())
                    .isGreaterThan(lower.withdrawal().daily());
        }
        assertThat(terms.get(1).deposit().perOperation())
                .isEqualTo(Money.parse("1000.00", Currencies.builtIn().get("EUR")));
    }
}
