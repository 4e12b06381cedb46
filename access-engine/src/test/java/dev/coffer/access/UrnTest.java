package dev.coffer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.access.condition.Names;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrnTest {
    private static final int RANDOM_TEXTS = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wallet:read:own",
                "wallet:read:all",
                "wallet:*:own",
                "*:*:*",
                "*:read:team/blue-7",
                "access_role:list:all",
                "dead-letter:retry:019a7c1e-5d2b-7c11-8f00-3b0f6d1f2a90",
                "user:read:ada@example.org",
                "x:y:A_b.c~d=e+f"
            })
    void a_well_formed_urn_prints_as_it_was_read(String text) {
        assertThat(Urn.parse(text)).hasToString(text);
    }

    @Test
    void a_urn_has_three_segments() {
        Urn urn = Urn.parse("wallet:read:team/blue");

        assertThat(urn.resource()).isEqualTo("wallet");
        assertThat(urn.action()).isEqualTo("read");
        assertThat(urn.target()).isEqualTo("team/blue");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                 has 1 segment;",
        "wallet,             has 1 segment;",
        "wallet:read,        has 2 segments;",
        "wallet:read:own:x,  has 4 segments;",
        "wallet:read:own:,   has 4 segments;",
        ":read:own,          'resource \"\" is not a name'",
        "wallet::own,        'action \"\" is not a name'",
        "wallet:read:,       'target \"\" is none of'",
        "Wallet:read:own,    'resource \"Wallet\" is not a name'",
        "wal*:read:own,      'resource \"wal*\" is not a name'",
        "**:read:own,        'resource \"**\" is not a name'",
        "wallet:Read:own,    'action \"Read\" is not a name'",
        "wallet:re ad:own,   'action \"re ad\" is not a name'",
        "wallet:1read:own,   'action \"1read\" is not a name'",
        "wallet:réad:own,    'action \"réad\" is not a name'",
        "wallet:read:ow*,    'target \"ow*\" is none of'",
        "wallet:read:team/,  'target \"team/\" is none of'",
        "wallet:read:team/*, 'target \"team/*\" is none of'",
        "wallet:read:club/7, 'target \"club/7\" is none of'",
        "wallet:read:a/b,    'target \"a/b\" is none of'",
        "wallet:read:a b,    'target \"a b\" is none of'"
    })
    void a_bad_urn_is_refused_naming_the_segment(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Urn.parse(text))
                .withMessageContaining("URN \"" + text + "\"")
                .withMessageContaining(reason);
    }

    @Test
    void names_and_targets_are_bounded() {
        String longestName = "n".repeat(Names.MAX_LENGTH);
        String longestTarget = "t".repeat(Urn.MAX_TARGET_LENGTH);
        assertThat(Urn.parse(longestName + ":" + longestName + ":" + longestTarget)
                        .resource())
                .isEqualTo(longestName);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Urn.parse(longestName + "n:read:own"))
                .withMessageContaining("resource");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Urn.parse("wallet:read:t" + longestTarget))
                .withMessageContaining("target");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Urn.parse("wallet:read:team/" + longestTarget))
                .withMessageContaining("target");
    }

    @Test
    void any_text_either_prints_as_it_was_read_or_is_refused_with_a_sentence() {
        long seed = Long.getLong("coffer.access.seed", System.nanoTime());
        System.out.println("UrnTest: seed " + seed);
        Random random = new Random(seed);
        String alphabet = "ab1*:::/-_.~ AZé\0team/own";
        for (int i = 0; i < RANDOM_TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(Urn.parse(text.toString())).as("seed %d", seed).hasToString(text.toString());
            } catch (IllegalArgumentException refused) {
                assertThat(refused).as("seed %d", seed).hasMessageContaining("URN \"" + text + "\"");
            }
        }
    }
}
