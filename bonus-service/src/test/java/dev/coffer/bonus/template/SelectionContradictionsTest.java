package dev.coffer.bonus.template;

import static dev.coffer.bonus.template.RunningTemplateFixtures.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.bonus.template.Contradictions.Contradiction;
import dev.coffer.core.errors.CodedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule that nobody can meet, or that fits nothing else, is named by its path. */
class SelectionContradictionsTest {

    private static List<String> paths(String type, String triggers, String rule) {
        TemplateContent content = running(
                        "ANY",
                        "'type': '" + type + "', 'triggers': [" + triggers
                                + "], 'value': {'fixed': {'amount': '5', 'currency': 'EUR'}}" + rule)
                .content();
        return Contradictions.in(content).stream().map(Contradiction::path).toList();
    }

    private static List<String> rule(String type, String rule) {
        return paths(type, "'BET'", ", 'selection': {" + rule + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            COMBO  | 'minCount': 3
            COMBO  | 'minCount': 3, 'maxCount': 3, 'minValue': '1.5', 'maxValue': '1.5'
            COMBO  | 'minCount': 2, 'maxCount': 3, 'maxValue': '2', 'combination': 'PRODUCT', 'minTotal': '8'
            COMBO  | 'minCount': 2, 'minValue': '3', 'combination': 'PRODUCT', 'maxTotal': '9'
            BUNDLE | 'minCount': 2, 'maxCount': 3, 'maxValue': '2', 'combination': 'SUM', 'minTotal': '6'
            BUNDLE | 'minCount': 2, 'minValue': '3', 'combination': 'SUM', 'maxTotal': '6'
            COMBO  | 'minCount': 1, 'maxCount': 3, 'maxValue': '0.5', 'combination': 'PRODUCT', 'minTotal': '0.5'
            SELECTION | 'minCount': 2, 'categories': ['a', 'b'], 'minCategories': 2, 'isDistinct': true
            """)
    void a_rule_that_can_just_be_met_has_no_contradiction(String type, String rule) {
        assertThat(rule(type, rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            COMBO  | 'minCount': 3, 'maxCount': 2                                                          | maxCount
            COMBO  | 'minCount': 1, 'minValue': '2', 'maxValue': '1.99'                                    | maxValue
            COMBO  | 'minCount': 1, 'minTotal': '2'                                                        | combination
            COMBO  | 'minCount': 1, 'combination': 'PRODUCT'                                               | combination
            COMBO  | 'minCount': 1, 'combination': 'SUM', 'minTotal': '2'                                  | combination
            BUNDLE | 'minCount': 1, 'combination': 'PRODUCT', 'minTotal': '2'                              | combination
            COMBO  | 'minCount': 1, 'combination': 'PRODUCT', 'minTotal': '3', 'maxTotal': '2'             | maxTotal
            COMBO  | 'minCount': 2, 'maxCount': 3, 'maxValue': '2', 'combination': 'PRODUCT', 'minTotal': '8.01' | minTotal
            COMBO  | 'minCount': 2, 'minValue': '3', 'combination': 'PRODUCT', 'maxTotal': '8.99'          | maxTotal
            BUNDLE | 'minCount': 2, 'maxCount': 3, 'maxValue': '2', 'combination': 'SUM', 'minTotal': '6.01' | minTotal
            BUNDLE | 'minCount': 2, 'minValue': '3', 'combination': 'SUM', 'maxTotal': '5.99'              | maxTotal
            COMBO  | 'minCount': 1, 'maxCount': 2, 'minCategories': 3                                      | minCategories
            COMBO  | 'minCount': 1, 'categories': ['a'], 'minCategories': 2                                | minCategories
            """)
    void a_rule_that_nobody_can_meet_is_named(String type, String rule, String path) {
        assertThat(rule(type, rule)).containsExactly("selection." + path);
    }

    @Test
    void a_rule_goes_with_bets_and_purchases_and_they_with_a_rule() {
        assertThat(paths("COMBO", "'BET'", "")).containsExactlyInAnyOrder("selection", "selection");
        assertThat(paths("CUSTOM", "'BET'", "")).containsExactly("selection");
        assertThat(paths("BUNDLE", "'PURCHASE'", "")).containsExactly("selection");
        assertThat(paths("BUNDLE", "'OPERATOR'", "")).isEmpty();
        assertThat(paths("BUNDLE", "'PURCHASE', 'OPERATOR'", ", 'selection': {'minCount': 1}"))
                .containsExactly("selection");
        assertThat(paths("CUSTOM", "'DEPOSIT'", ", 'selection': {'minCount': 1}"))
                .containsExactly("selection");
    }

    @Test
    void fields_that_are_wrong_by_themselves_are_named_all_at_once() {
        assertThatThrownBy(() -> rule(
                        "COMBO",
                        "'minCount': 0, 'maxCount': 17, 'minValue': '-1', 'maxTotal': '1e3', 'categories': ['A'],"
                                + " 'minCategories': 99"))
                .isInstanceOfSatisfying(
                        CodedException.class,
                        wrong -> assertThat(wrong.problems())
                                .extracting(problem -> problem.field())
                                .containsExactlyInAnyOrder(
                                        "content.selection.minCount",
                                        "content.selection.maxCount",
                                        "content.selection.minValue",
                                        "content.selection.maxTotal",
                                        "content.selection.categories",
                                        "content.selection.minCategories"));
    }
}
