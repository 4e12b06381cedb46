package dev.coffer.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.TestService;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What users want, obeyed when messages leave. */
final class PreferencesIT extends PreferencesStage {

    @Test
    void what_is_switched_off_is_kept_back_with_the_reason_and_the_other_channel_goes_on() {
        know("ann");
        JsonNode saved = save("ann", Map.of("choices", List.of(choice("MONEY", "EMAIL", false))));
        assertThat(saved.at("/data/savePreferences/choices").valueStream())
                .filteredOn(choice -> !choice.path("isWanted").asBoolean()
                        && !choice.path("category").asString().equals("NEWS"))
                .singleElement()
                .satisfies(
                        choice -> assertThat(choice.path("channel").asString()).isEqualTo("EMAIL"));
        payOut("ann");

        JsonNode delivery = deliveries("ann", 1).get(0);
        assertThat(delivery.path("state").asString()).isEqualTo("SUPPRESSED");
        assertThat(delivery.path("reason").asString()).isEqualTo("SUPPRESSED_BY_PREFERENCE");
        assertThat(service.ask("{ inbox { nodes { id } } }", token("ann"))
                        .at("/data/inbox/nodes")
                        .size())
                .isEqualTo(1);
        assertThat(mails()).isEmpty();
    }

    @Test
    void an_inbox_that_does_not_want_it_gets_none_and_other_choices_stay_as_they_were() {
        know("ben");
        save("ben", Map.of("choices", List.of(choice("MONEY", "IN_APP", false))));
        save("ben", Map.of("choices", List.of(choice("BONUS", "EMAIL", false))));
        payOut("ben");

        assertThat(deliveries("ben", 2)
                        .valueStream()
                        .map(one -> one.path("channel").asString() + " "
                                + one.path("state").asString()))
                .containsExactlyInAnyOrder("EMAIL SENT", "IN_APP SUPPRESSED");
        assertThat(service.ask("{ inbox { nodes { id } } }", token("ben")).at("/data/inbox/nodes"))
                .isEmpty();
    }

    @Test
    void in_quiet_hours_a_mail_waits_and_what_is_critical_does_not() throws MessagingException {
        know("cyd");
        save("cyd", Map.of("quietHours", quietNow()));
        payOut("cyd");
        JsonNode waiting = deliveries("cyd", 1).get(0);
        assertThat(waiting.path("state").asString()).isEqualTo("DEFERRED");
        assertThat(waiting.path("reason").asString()).isEqualTo("DEFERRED_BY_QUIET_HOURS");
        assertThat(waiting.path("dueAt").isNull()).isFalse();

        payment.tell(new Frozen("cyd", "EUR", "2026-11-23T09:30:00Z"), "cyd", tenantId);
        await().atMost(PATIENCE).until(() -> mails().size() == 1);
        assertThat(mails().getFirst().getHeader("List-Unsubscribe"))
                .as("what is critical cannot be switched off")
                .isNull();

        JsonNode cleared = save("cyd", Map.of("clearsQuietHours", true));
        assertThat(cleared.at("/data/savePreferences/quietHours").isNull()).isTrue();
    }

    @Test
    void what_cannot_be_is_refused_field_by_field() {
        assertThat(save("dan", Map.of("choices", List.of(choice("SECURITY", "EMAIL", false))))
                        .at("/data/savePreferences/code")
                        .asString())
                .isEqualTo("ALWAYS_TOLD");
        JsonNode wrong = save(
                "dan", Map.of("quietHours", Map.of("from", "25:00", "until", "7:00", "timeZone", "Europe/Atlantis")));
        assertThat(TestService.wrongFields(wrong))
                .containsExactly("input.quietHours.from", "input.quietHours.until", "input.quietHours.timeZone");
        assertThat(TestService.errorCode(save(
                        "dan",
                        Map.of("quietHours", Map.of("from", "07:00", "until", "07:00", "timeZone", "Europe/Berlin")))))
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void the_same_at_once_is_kept_once() throws Exception {
        try (ExecutorService at = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> saved = IntStream.range(0, 12)
                    .mapToObj(i -> at.submit(() -> save(
                            "gus", Map.of("choices", List.of(choice(i % 2 == 0 ? "GAMES" : "BONUS", "EMAIL", false))))))
                    .toList();
            for (Future<JsonNode> one : saved) {
                assertThat(one.get().path("errors").isMissingNode()).isTrue();
            }
        }
        assertThat(isWanted("gus", "GAMES", "EMAIL")).isFalse();
        assertThat(isWanted("gus", "BONUS", "EMAIL")).isFalse();
    }
}
