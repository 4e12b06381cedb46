package dev.coffer.bonus.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.bonus.award.AwardHistory.Given;
import dev.coffer.bonus.offer.WhyNot.Reason;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.rule.KycTier;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplateFixtures;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecideTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final Player ANN = Player.unknown("main", "ann");

    private static Money money(long minor, String currency) {
        return new Money(minor, Currencies.builtIn().get(currency));
    }

    private static Occasion deposit(long minor) {
        return new Occasion(Trigger.DEPOSIT, "deposit:1", NOW, money(minor, "EUR"), false);
    }

    private static Decision decide(String template, Player player, Occasion occasion, Given... history) {
        RunningTemplate running = RunningTemplateFixtures.running("T-1", template);
        return new Decide(player, occasion, List.of(history), Map.of("OTHER-1", "offers")).about(running);
    }

    private static List<Reason> reasons(Decision decision) {
        return decision instanceof Decision.Refused refused
                ? refused.reasons().stream().map(WhyNot::reason).toList()
                : List.of();
    }

    private static @Nullable Money due(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Due.class);
        return ((Decision.Due) decision).value();
    }

    private static final String THIRD = "'type': 'TOP_UP', 'triggers': ['DEPOSIT'], 'value': {'percentage': {'percent':"
            + " '33.33', 'currency': 'EUR', 'cap': {'amount': '5', 'currency': 'EUR'}}}";

    private static final String FIXED =
            "'type': 'CUSTOM', 'triggers': ['CLAIM'], 'value': {'fixed': {'amount': '5'," + " 'currency': 'EUR'}}";

    private static final String TIERS = "'type': 'TOP_UP', 'triggers': ['DEPOSIT'], 'value': {'tiers': [{'from':"
            + " {'amount': '10', 'currency': 'EUR'}, 'below': {'amount': '20', 'currency': 'EUR'}, 'fixed': {'amount':"
            + " '1', 'currency': 'EUR'}}, {'from': {'amount': '20', 'currency': 'EUR'}, 'fixed': {'amount': '3',"
            + " 'currency': 'EUR'}}]}";

    private static Given given(String code, Instant at, boolean isOpen) {
        return new Given("award-" + at, code, "CUSTOM", at, isOpen);
    }

    @Test
    void a_share_is_rounded_down_to_the_smallest_unit_and_never_above_its_cap() {
        assertThat(due(decide(THIRD, ANN, deposit(1_001)))).isEqualTo(money(333, "EUR"));
        assertThat(due(decide(THIRD, ANN, deposit(1_000_000)))).isEqualTo(money(500, "EUR"));
        assertThat(reasons(decide(THIRD, ANN, deposit(2)))).containsExactly(Reason.NOTHING_DUE);
        Occasion dollars = new Occasion(Trigger.DEPOSIT, "deposit:1", NOW, money(1_000, "USD"), false);
        assertThat(reasons(decide(THIRD, ANN, dollars))).containsExactly(Reason.OTHER_CURRENCY);
    }

    @Test
    void tiers_begin_with_their_lower_bound_and_end_before_their_upper() {
        assertThat(reasons(decide(TIERS, ANN, deposit(999)))).containsExactly(Reason.NOTHING_DUE);
        assertThat(due(decide(TIERS, ANN, deposit(1_000)))).isEqualTo(money(100, "EUR"));
        assertThat(due(decide(TIERS, ANN, deposit(1_999)))).isEqualTo(money(100, "EUR"));
        assertThat(due(decide(TIERS, ANN, deposit(2_000)))).isEqualTo(money(300, "EUR"));
    }

    @Test
    void the_first_deposit_is_the_one_before_which_there_was_none_and_a_reload_is_any_other() {
        String first = THIRD.replace("TOP_UP", "FIRST_DEPOSIT");
        String reload = THIRD.replace("TOP_UP", "RELOAD");
        Player again = ANN.deposited(money(1_000, "EUR"), NOW.minusSeconds(60));
        assertThat(reasons(decide(first, ANN, deposit(1_000)))).isEmpty();
        assertThat(reasons(decide(first, again, deposit(1_000)))).containsExactly(Reason.DEPOSIT_COUNT);
        assertThat(reasons(decide(reload, ANN, deposit(1_000)))).containsExactly(Reason.DEPOSIT_COUNT);
        assertThat(reasons(decide(reload, again, deposit(1_000)))).isEmpty();
    }

    @Test
    void every_reason_is_named_at_once() {
        String all = FIXED + ", 'eligibility': {'all': [{'kycTierAtLeast': 'BASIC'}, {'countryIn': ['MT']}]},"
                + " 'schedule': {'from': '2027-01-01T00:00:00Z', 'until': '2028-01-01T00:00:00Z'},"
                + " 'limits': {'perUser': 2, 'coolDownHours': 24}, 'stackingGroup': 'offers'";
        Occasion claim = new Occasion(Trigger.CLAIM, "claim:1", NOW, null, false);
        Decision decision = decide(
                all,
                ANN,
                claim,
                given("T-1", NOW.minusSeconds(86_399), false),
                given("OTHER-1", NOW.minusSeconds(90_000), true),
                given("T-1", NOW.minusSeconds(100_000), false));
        assertThat(reasons(decision))
                .containsExactly(
                        Reason.NOT_YET,
                        Reason.KYC_TIER,
                        Reason.COUNTRY,
                        Reason.PER_USER,
                        Reason.COOL_DOWN,
                        Reason.STACKING);
        assertThat(((Decision.Refused) decision).reasons())
                .extracting(WhyNot::words)
                .allMatch(words -> words.endsWith("."))
                .contains("It is for players verified to at least BASIC.");
        Player known = ANN.raised(KycTier.BASIC, 1).described("MT", List.of(), null);
        Occasion later = new Occasion(Trigger.CLAIM, "claim:2", Instant.parse("2027-06-01T00:00:00Z"), null, false);
        assertThat(reasons(decide(
                        all,
                        known,
                        later,
                        given("T-1", NOW.minusSeconds(86_399), false),
                        given("OTHER-1", NOW, false))))
                .isEmpty();
    }

    @Test
    void a_tier_that_was_told_before_a_later_one_changes_nothing() {
        Player raised = ANN.raised(KycTier.FULL, 3);
        assertThat(raised.raised(KycTier.BASIC, 2).tier()).isEqualTo(KycTier.FULL);
        assertThat(raised.raised(KycTier.BASIC, 4).tier()).isEqualTo(KycTier.BASIC);
    }
}
