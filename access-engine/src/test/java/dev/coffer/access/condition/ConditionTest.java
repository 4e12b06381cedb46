package dev.coffer.access.condition;

import static dev.coffer.access.condition.Conditions.and;
import static dev.coffer.access.condition.Conditions.between;
import static dev.coffer.access.condition.Conditions.days;
import static dev.coffer.access.condition.Conditions.equal;
import static dev.coffer.access.condition.Conditions.hours;
import static dev.coffer.access.condition.Conditions.in;
import static dev.coffer.access.condition.Conditions.not;
import static dev.coffer.access.condition.Conditions.or;
import static dev.coffer.access.condition.Conditions.owner;
import static dev.coffer.access.condition.Conditions.rate;
import static dev.coffer.access.condition.Conditions.role;
import static dev.coffer.access.condition.Conditions.sameTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final Condition YES = role("held");
    private static final Condition NO = role("other");
    private static final Condition UNKNOWN = sameTenant();
    private static final Counter PAYOUTS = new Counter("payouts", Duration.ofHours(1));

    private record Known(@Nullable String ownerId, Context context) implements Facts {
        @Override
        public String subjectId() {
            return "ada";
        }

        @Override
        public String subjectTenant() {
            return "acme";
        }

        @Override
        public boolean holdsRole(String role) {
            return role.equals("held");
        }
    }

    private static final Facts NOTHING = new Known(null, Context.EMPTY);

    @Test
    void and_or_not_are_three_valued() {
        List<Condition> all = List.of(NO, UNKNOWN, YES);
        for (int left = 0; left < 3; left++) {
            assertThat(not(all.get(left)).evaluate(NOTHING)).isEqualTo(Truth.values()[2 - left]);
            for (int right = 0; right < 3; right++) {
                assertThat(and(all.get(left), all.get(right)).evaluate(NOTHING))
                        .isEqualTo(Truth.values()[Math.min(left, right)]);
                assertThat(or(all.get(left), all.get(right)).evaluate(NOTHING))
                        .isEqualTo(Truth.values()[Math.max(left, right)]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "08:00, 18:00, 2026-01-15T07:00:00Z, TRUE",
        "08:00, 18:00, 2026-01-15T06:59:59Z, FALSE",
        "08:00, 18:00, 2026-01-15T16:59:59Z, TRUE",
        "08:00, 18:00, 2026-01-15T17:00:00Z, FALSE",
        "08:00, 18:00, 2026-07-15T06:00:00Z, TRUE",
        "22:00, 06:00, 2026-01-15T21:00:00Z, TRUE",
        "22:00, 06:00, 2026-01-15T04:59:59Z, TRUE",
        "22:00, 06:00, 2026-01-15T05:00:00Z, FALSE",
        "08:00, 00:00, 2026-01-15T22:59:59Z, TRUE",
        "08:00, 00:00, 2026-01-15T23:00:00Z, FALSE",
        "08:00, 08:00, 2026-01-15T07:00:00Z, FALSE",
        "02:00, 03:00, 2026-03-29T01:30:00Z, FALSE"
    })
    void hours_are_of_the_zone_and_may_go_over_midnight(String from, String to, Instant now, Truth truth) {
        assertThat(hours(from, to, "Europe/Vienna").evaluate(at(now))).isEqualTo(truth);
    }

    @Test
    void days_are_of_the_zone() {
        Condition weekend = days("Asia/Tokyo", DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

        assertThat(weekend.evaluate(at(Instant.parse("2026-11-20T15:00:00Z")))).isEqualTo(Truth.TRUE);
        assertThat(weekend.evaluate(at(Instant.parse("2026-11-20T14:59:59Z")))).isEqualTo(Truth.FALSE);
        assertThat(weekend.evaluate(NOTHING)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void values_of_different_kinds_are_not_known_to_differ() {
        Facts five = attribute(Value.of("5"));

        assertThat(equal("resource.x", Value.of(5)).evaluate(five)).isEqualTo(Truth.UNKNOWN);
        assertThat(in("resource.x", Value.of(5)).evaluate(five)).isEqualTo(Truth.UNKNOWN);
        assertThat(between("resource.x", "0", "9").evaluate(five)).isEqualTo(Truth.UNKNOWN);
        assertThat(Conditions.matches("resource.x", "*").evaluate(attribute(Value.of(5))))
                .isEqualTo(Truth.UNKNOWN);
        assertThat(equal("resource.x", "5").evaluate(five)).isEqualTo(Truth.TRUE);
        assertThat(equal("resource.y", "5").evaluate(five)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void numbers_are_compared_by_value_and_ranges_hold_their_ends() {
        Condition range = between("resource.x", "0.10", "5");

        assertThat(range.evaluate(attribute(Value.of(new BigDecimal("0.1"))))).isEqualTo(Truth.TRUE);
        assertThat(range.evaluate(attribute(Value.of(new BigDecimal("5.00"))))).isEqualTo(Truth.TRUE);
        assertThat(range.evaluate(attribute(Value.of(new BigDecimal("5.01"))))).isEqualTo(Truth.FALSE);
        assertThat(equal("resource.x", Value.of(100)).evaluate(attribute(Value.of(new BigDecimal("1E2")))))
                .isEqualTo(Truth.TRUE);
    }

    @Test
    void a_rate_counts_this_time_too() {
        Condition twice = rate("payouts", 2, Duration.ofHours(1));

        assertThat(twice.evaluate(counted(1))).isEqualTo(Truth.TRUE);
        assertThat(twice.evaluate(counted(2))).isEqualTo(Truth.FALSE);
        assertThat(twice.evaluate(NOTHING)).isEqualTo(Truth.UNKNOWN);
        assertThat(rate("payouts", 2, Duration.ofHours(2)).evaluate(counted(1))).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void who_counts_is_asked_for_what_is_not_known_and_for_nothing_else() {
        Condition twice = rate("payouts", 2, Duration.ofHours(1));
        Rates counting = (counter, most) -> counter.equals(PAYOUTS) ? most - 1 : null;

        assertThat(twice.evaluate(asking(counting))).isEqualTo(Truth.TRUE);
        assertThat(twice.evaluate(asking((counter, most) -> most))).isEqualTo(Truth.FALSE);
        assertThat(rate("other", 2, Duration.ofHours(1)).evaluate(asking(counting)))
                .isEqualTo(Truth.UNKNOWN);
        Rates nobody = (counter, most) -> {
            throw new AssertionError("asked for " + counter);
        };
        assertThat(or(role("clerk"), not(role("clerk"))).evaluate(asking(nobody)))
                .isEqualTo(Truth.TRUE);
        Facts known = new Known(
                null, Context.builder().count(PAYOUTS, 2).rates(nobody).build());
        assertThat(twice.evaluate(known)).isEqualTo(Truth.FALSE);
    }

    @Test
    void an_owner_is_the_subject_itself() {
        assertThat(owner().evaluate(new Known("ada", Context.EMPTY))).isEqualTo(Truth.TRUE);
        assertThat(owner().evaluate(new Known("bob", Context.EMPTY))).isEqualTo(Truth.FALSE);
        assertThat(owner().evaluate(NOTHING)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void a_reason_names_what_decided_and_no_value_of_an_attribute() {
        Condition condition = and(
                YES, or(equal("resource.status", "open"), between("resource.amount", "0", "100")), not(sameTenant()));
        Context context = Context.builder()
                .attribute("resource.status", "secret")
                .attribute("resource.amount", 250)
                .resourceTenant("acme")
                .build();

        ConditionResult result = condition.explain(new Known(null, context));

        assertThat(result.truth()).isEqualTo(Truth.FALSE);
        assertThat(result.because())
                .isEqualTo("resource.status is not equal to \"open\" and resource.amount is not between 0 and 100");
        assertThat(result.parts())
                .extracting(ConditionResult::truth)
                .containsExactly(Truth.TRUE, Truth.FALSE, Truth.FALSE);
        assertThat(result.toString() + context).doesNotContain("secret").doesNotContain("250");
        assertThat(condition.describe())
                .isEqualTo("(role held and (resource.status equals \"open\" or resource.amount between 0 and 100)"
                        + " and not same tenant)");
    }

    @Test
    void what_is_out_of_bounds_is_refused() {
        Condition deep = YES;
        for (int depth = 1; depth < Condition.MAX_DEPTH; depth++) {
            deep = not(deep);
        }
        Condition deepest = deep;
        Condition[] many = new Condition[Condition.MAX_SIZE];
        java.util.Arrays.fill(many, YES);

        assertThatIllegalArgumentException().isThrownBy(() -> not(deepest)).withMessageContaining("17 deep");
        assertThatIllegalArgumentException().isThrownBy(() -> or(many)).withMessageContaining("257 conditions");
        assertThatIllegalArgumentException().isThrownBy(Conditions::and);
        assertThatIllegalArgumentException().isThrownBy(() -> between("resource.x", "2", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> between("resource.x", "0", "1E40"));
        assertThatIllegalArgumentException().isThrownBy(() -> in("resource.x", Value.of(1), Value.of("1")));
        assertThatIllegalArgumentException().isThrownBy(() -> hours("08:00:01", "09:00", "UTC"));
        assertThatIllegalArgumentException().isThrownBy(() -> hours("08:00", "09:00", "Mars/Base"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> equal("thing.x", "y"))
                .withMessageContaining("subject.");
        assertThatIllegalArgumentException().isThrownBy(() -> rate("payouts", 1, Duration.ofMillis(1_500)));
        assertThatIllegalArgumentException().isThrownBy(() -> Value.of("x".repeat(1_025)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Context.builder().count(PAYOUTS, -1).build());
    }

    private static Facts asking(Rates rates) {
        return new Known(null, Context.builder().rates(rates).build());
    }

    private static Facts at(Instant now) {
        return new Known(null, Context.builder().now(now).build());
    }

    private static Facts attribute(Value value) {
        return new Known(null, Context.builder().attribute("resource.x", value).build());
    }

    private static Facts counted(long soFar) {
        return new Known(null, Context.builder().count(PAYOUTS, soFar).build());
    }
}
