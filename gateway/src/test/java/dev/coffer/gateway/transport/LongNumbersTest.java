package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongNumbersTest {
    private static final String LONG = "9".repeat(LongNumbers.MAX_DIGITS + 1);
    private static final String LONGEST = "9".repeat(LongNumbers.MAX_DIGITS);

    @Test
    void a_number_that_is_too_long_is_found_wherever_it_is_one() {
        for (String document : new String[] {
            "{ a(n: " + LONG + ") }",
            "{ a(n: -" + LONG + ") }",
            "{ a(n: 0." + LONG + ") }",
            "{ a(n: 1e" + LONG + ") }",
            "{ a(t: \"x\", n: " + LONG + ") }",
            "{ a(t: \"\\\\\", n: " + LONG + ") }",
            "{ a(t: \"\", n: " + LONG + ") }",
            "{ a(t: \"\"\"x\\\"\"\" y\"\"\", n: " + LONG + ") }",
            "{ a(t: \"\"\"\"\"\", n: " + LONG + ") }",
            "# \"\n{ a(n: " + LONG + ") }",
            "{ a(t: \"broken\n n: " + LONG + ") }"
        }) {
            assertThat(LongNumbers.isIn(document)).as(document).isTrue();
        }
    }

    @Test
    void digits_in_texts_and_comments_are_no_number() {
        for (String document : new String[] {
            "{ a(n: " + LONGEST + ") }",
            "{ a(t: \"" + LONG + "\") }",
            "{ a(t: \"\\\"" + LONG + "\") }",
            "{ a(t: \"\"\"\n" + LONG + "\"\"\") }",
            "{ a(t: \"\"\"\\\"\"\"" + LONG + "\"\"\") }",
            "{ a } # " + LONG,
            "{ a(n: [" + (LONGEST + ", ").repeat(3) + "]) }"
        }) {
            assertThat(LongNumbers.isIn(document)).as(document).isFalse();
        }
    }
}
