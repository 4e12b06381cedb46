package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.key;
import static dev.coffer.payment.ledger.LedgerFixtures.leg;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Text that a store would give back as something else never gets as far as the store. */
final class WellFormedTest {

    private static final List<String> HALVES =
            List.of("half \uD83D", "\uDE00 half", "\uDE00\uD83D", "\uD83D\uD83D\uDE00");

    @Test
    void half_of_a_surrogate_pair_is_no_key_no_reason_and_no_metadata() {
        for (String half : HALVES) {
            assertThatIllegalArgumentException().isThrownBy(() -> key(half));
            assertThatIllegalArgumentException().isThrownBy(() -> post(half, Map.of()));
            assertThatIllegalArgumentException().isThrownBy(() -> post(null, Map.of(half, "value")));
            assertThatIllegalArgumentException().isThrownBy(() -> post(null, Map.of("name", half)));
        }
    }

    @Test
    void all_other_text_is_welcome() {
        for (String text : List.of("\0", "$where", "a.b", "\uD83D\uDE00", "e\u0301", "'; drop", " ")) {
            assertThatCode(() -> {
                        key(text);
                        post(text, Map.of(text, text));
                    })
                    .doesNotThrowAnyException();
        }
    }

    private static void post(@Nullable String reason, Map<String, String> metadata) {
        Post.Leg leg =
                leg(WalletRef.house(HouseAccount.WORLD), WalletRef.house(HouseAccount.FEES), eur(1), TransferType.FEE);
        Post post = new Post(TENANT, key("whole"), TransferType.FEE, List.of(leg), reason, metadata);
        if (post.metadata().size() != metadata.size()) {
            throw new AssertionError("metadata got lost");
        }
    }
}
