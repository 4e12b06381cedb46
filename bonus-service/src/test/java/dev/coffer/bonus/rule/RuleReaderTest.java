package dev.coffer.bonus.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.errors.FieldProblem;
import dev.coffer.core.money.Currencies;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RuleReaderTest {

    private static RuleForm form(String json) {
        return JsonMapper.shared().readValue(json.replace('\'', '"'), RuleForm.class);
    }

    private static Rule read(String json) {
        FieldChecks checks = new FieldChecks();
        Rule rule = new RuleReader(Currencies.builtIn(), checks).read("rule", form(json));
        checks.require();
        return Objects.requireNonNull(rule);
    }

    private static List<String> problems(String json) {
        CodedException wrong = catchThrowableOfType(CodedException.class, () -> read(json));
        return Objects.requireNonNull(wrong, json).problems().stream()
                .map(FieldProblem::field)
                .toList();
    }

    private static String nested(int depth) {
        return String.join("", Collections.nCopies(depth - 1, "{'not': ")) + "{'idleForDays': 3}"
                + "}".repeat(depth - 1);
    }

    @Test
    void a_rule_of_every_kind_is_told_in_words() {
        assertThat(RuleWords.of(read("{'all': [{'countryIn': ['MT', 'DE']}, {'any': [{'kycTierAtLeast': 'BASIC'},"
                        + " {'segmentIn': ['high-rollers']}]}]}")))
                .isEqualTo("players from MT or DE and (players verified to at least BASIC or players of the group"
                        + " high-rollers)");
        assertThat(RuleWords.of(read("{'not': {'depositCount': {'min': 2}}}")))
                .isEqualTo("not players with at least 2 deposits");
        assertThat(RuleWords.of(read("{'depositCount': {'max': 3}}"))).isEqualTo("players with at most 3 deposits");
        assertThat(RuleWords.of(read("{'accountAgeDays': {'min': 7, 'max': 30}}")))
                .isEqualTo("players registered for 7 to 30 days");
        assertThat(RuleWords.of(read("{'depositedAtLeast': {'amount': '500', 'currency': 'EUR'}}")))
                .isEqualTo("players who have deposited at least 500.00 EUR");
        assertThat(RuleWords.of(read("{'amount': {'min': {'amount': '20', 'currency': 'EUR'}}}")))
                .isEqualTo("amounts from 20.00 EUR");
        assertThat(RuleWords.of(read("{'idleForDays': 30}"))).isEqualTo("players who have not deposited for 30 days");
        assertThat(RuleWords.of(read("{'timeWindow': {'days': ['FRIDAY'], 'from': '18:00', 'until': '02:00', 'zone':"
                        + " 'Europe/Malta'}}")))
                .isEqualTo("on Friday from 18:00 to 02:00 (Europe/Malta)");
    }

    @Test
    void everything_that_is_wrong_is_named_where_it_stands() {
        assertThat(problems("{'all': [{'countryIn': ['XX', 'MT', 'MT']}, {'idleForDays': 0}, {'any': []},"
                        + " {'depositCount': {'min': 5, 'max': 2}}, {'accountAgeDays': {}}, {}]}"))
                .containsExactly(
                        "rule.all[0].countryIn[0]",
                        "rule.all[0].countryIn[2]",
                        "rule.all[1].idleForDays",
                        "rule.all[2].any",
                        "rule.all[3].depositCount",
                        "rule.all[4].accountAgeDays",
                        "rule.all[5]");
        assertThat(problems("{'idleForDays': 1, 'kycTierAtLeast': 'BASIC'}")).containsExactly("rule");
        assertThat(problems("{'segmentIn': ['High Rollers']}")).containsExactly("rule.segmentIn[0]");
        assertThat(problems("{'depositedAtLeast': {'amount': '0', 'currency': 'EUR'}}"))
                .containsExactly("rule.depositedAtLeast");
        assertThat(problems("{'amount': {'min': {'amount': '9', 'currency': 'EUR'}, 'max': {'amount': '3', 'currency':"
                        + " 'EUR'}}}"))
                .containsExactly("rule.amount");
        assertThat(problems("{'amount': {'min': {'amount': '9', 'currency': 'EUR'}, 'max': {'amount': '30', 'currency':"
                        + " 'USD'}}}"))
                .containsExactly("rule.amount.max");
    }

    @Test
    void a_window_needs_days_times_and_a_zone_that_there_are() {
        assertThat(problems("{'timeWindow': {'days': ['FRIDAY', 'FRIDAY'], 'from': '25:00', 'until': 'noon', 'zone':"
                        + " 'Mars/Olympus'}}"))
                .containsExactly(
                        "rule.timeWindow.from",
                        "rule.timeWindow.until",
                        "rule.timeWindow.zone",
                        "rule.timeWindow.days");
        assertThat(problems("{'timeWindow': {'days': ['FRIDAY'], 'from': '18:00', 'until': '18:00', 'zone': 'UTC'}}"))
                .containsExactly("rule.timeWindow.until");
    }

    @Test
    void rules_are_bounded_in_depth_and_number() {
        assertThat(RuleWords.of(read(nested(RuleReader.DEEPEST)))).startsWith("not not not not players");
        assertThat(problems(nested(RuleReader.DEEPEST + 1))).containsExactly("rule.not.not.not.not.not");
        String many = String.join(", ", Collections.nCopies(RuleReader.MOST_RULES, "{'idleForDays': 3}"));
        assertThat(problems("{'any': [" + many + "]}")).containsExactly("rule.any[49]");
    }
}
