package dev.coffer.kyc.check.sumsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks by Sumsub where no webhook ever comes. */
@ExtendWith(StoresExtension.class)
class SumsubPollIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void a_review_of_which_nothing_is_told_is_asked_for_and_one_that_does_not_end_is_left_to_a_person(
            @FreshDatabase String database) {
        Map<String, String> soon =
                Map.of("coffer.kyc.checks.poll-every", "200ms", "coffer.kyc.checks.answer-within", "6s");
        try (TestTokens tokens = TestTokens.start();
                SumsubPeer sumsub = new SumsubPeer();
                TestService service = SumsubSetup.start(database, tokens, sumsub, soon)) {
            SumsubSetup.askFor(service, tokens.user("ann"), "Ada", "STANDARD");
            sumsub.review(SumsubSetup.awaitApplicant(sumsub, "Ada", "id level"), "{\"reviewAnswer\":\"GREEN\"}");
            SumsubSetup.awaitApplicant(sumsub, "Ada", "face level");
            String rita = tokens.user("rita", "main", "admin");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    service.ask("{ kycChecks(userId: \"ann\") { nodes { kind state } } }", rita)
                                            .toString())
                            .contains("{\"kind\":\"DOCUMENT\",\"state\":\"PASSED\"}")
                            .contains("{\"kind\":\"LIVENESS\",\"state\":\"INCONCLUSIVE\"}"));
            assertThat(sumsub.complaints()).isEmpty();
        }
    }
}
