package dev.coffer.access.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*@example.com | ada@example.com     | true",
                "*@example.com | ada@example.com.evil | false",
                "branch-??     | branch-07           | true",
                "branch-??     | branch-7            | false",
                "[a-c]*        | bus                 | true",
                "[a-c]*        | dog                 | false",
                "[!0-9]        | x                   | true",
                "[!0-9]        | 7                   | false",
                "\\*           | *                   | true",
                "\\*           | x                   | false",
                "a*b*c         | a-b-b-c             | true",
                "a*b*c         | a-c-b               | false",
                "**            | anything            | true",
                "?             | \uD83D\uDE00        | true",
                "[\u00E0-\u00FF] | \u00E9            | true",
                "Open          | open                | false",
            })
    void a_pattern_covers_the_whole_text_or_not(String pattern, String text, boolean isCovered) {
        assertThat(Glob.of(pattern).matches(text)).isEqualTo(isCovered);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[a | ends in the middle",
                "a\\ | ends in the middle",
                "] | without its [",
                "[] | nothing in them",
                "[b-a] | range",
                "'' | 1 to 256"
            })
    void a_bad_pattern_is_refused(String pattern, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Glob.of(pattern)).withMessageContaining(reason);
    }

    @Test
    void a_pattern_has_63_characters_beside_its_stars() {
        assertThat(Glob.of("*" + "a".repeat(63) + "*").matches("x" + "a".repeat(63)))
                .isTrue();
        assertThat(Glob.of("a".repeat(63)).matches("a".repeat(62))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.of("a".repeat(64)))
                .withMessageContaining("more than 63");
    }

    @Test
    void random_patterns_match_as_regular_expressions_do() {
        long seed = Long.getLong("coffer.access.seed", System.nanoTime());
        System.out.println("GlobTest: seed " + seed);
        Random random = new Random(seed);
        int matching = 0;
        for (int i = 0; i < 50_000; i++) {
            String pattern = letters(random, "ab*?", 1 + random.nextInt(8));
            String text = letters(random, "ab", random.nextInt(10));
            boolean isExpected = Pattern.matches(pattern.replace("*", ".*").replace("?", "."), text);
            assertThat(Glob.of(pattern).matches(text))
                    .as("seed %d: %s on %s", seed, pattern, text)
                    .isEqualTo(isExpected);
            matching += isExpected ? 1 : 0;
        }
        assertThat(matching).isBetween(2_000, 48_000);
    }

    private static String letters(Random random, String from, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }
}
