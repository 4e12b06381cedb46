package dev.coffer.kyc.check.sumsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.kyc.document.KycProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A process is killed that has asked for an answer and not kept it. The replica beside it makes no checks. */
@ExtendWith(StoresExtension.class)
class CheckCrashIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String GREEN = "{\"reviewAnswer\":\"GREEN\"}";

    @Test
    void an_answer_that_was_lost_with_its_process_is_asked_for_again_and_kept_once(@FreshDatabase String database)
            throws Exception {
        try (TestTokens tokens = TestTokens.start();
                SumsubPeer sumsub = new SumsubPeer();
                TestService idle =
                        SumsubSetup.start(database, tokens, sumsub, Map.of("coffer.kyc.checks.look-every", "1h"))) {
            MongoCollection<Document> checks = idle.bean(MongoDatabase.class).getCollection("checks");
            Applicant id;
            try (KycProcess process = process(database, tokens, sumsub)) {
                process.awaitReady();
                SumsubSetup.askFor(idle, tokens.user("ann"), "Ada", "STANDARD");
                id = SumsubSetup.awaitApplicant(sumsub, "Ada", "id level");
                sumsub.review(id, GREEN);
                sumsub.holdAnswers();
                SumsubWebhook.send(idle, SumsubWebhook.reviewed(id.reference, GREEN));
                await().atMost(PATIENCE).until(sumsub::isHolding);
                process.kill();
            }
            sumsub.release();
            assertThat(states(checks)).isEqualTo("PENDING");

            try (KycProcess next = process(database, tokens, sumsub)) {
                next.awaitReady();
                // It is taken up under the lease of the dead one, which is over in two minutes; what is told again does
                // not wait.
                SumsubWebhook.send(idle, SumsubWebhook.reviewed(id.reference, GREEN));
                await().atMost(PATIENCE).until(() -> states(checks).equals("PASSED"));
                SumsubSetup.awaitApplicant(sumsub, "Ada", "face level");
            }
            assertThat(new ToldEvents(idle)
                            .of("main", "ann").stream()
                                    .filter(event -> event.eventType().equals("kyc.check.changed"))
                                    .filter(event -> event.data().contains("\"kind\":\"DOCUMENT\"")
                                            && event.data().contains("PASSED")))
                    .hasSize(1);
            assertThat(sumsub.of("Ada")).hasSize(2);
            assertThat(id.uploads).hasSize(2);
            assertThat(sumsub.complaints()).isEmpty();
        }
    }

    private static String states(MongoCollection<Document> checks) {
        return checks
                .find(Filters.eq("kind", "DOCUMENT"))
                .map(check -> check.getString("state"))
                .into(new ArrayList<>())
                .stream()
                .reduce("", String::concat);
    }

    private static KycProcess process(String database, TestTokens tokens, SumsubPeer sumsub) throws Exception {
        List<String> settings = List.of(
                "--coffer.kyc.provider=sumsub",
                "--coffer.kyc.sumsub.app-token=" + SumsubPeer.TOKEN,
                "--coffer.kyc.sumsub.secret-key=" + SumsubPeer.SECRET,
                "--coffer.kyc.sumsub.webhook-secret=" + SumsubWebhook.SECRET,
                "--coffer.kyc.sumsub.api-base=" + sumsub.address(),
                "--coffer.kyc.sumsub.document-level=id level",
                "--coffer.kyc.sumsub.liveness-level=face level",
                "--coffer.kyc.checks.look-every=100ms",
                "--coffer.kyc.checks.pause=100ms");
        return new KycProcess(database, tokens, settings.toArray(String[]::new));
    }
}
