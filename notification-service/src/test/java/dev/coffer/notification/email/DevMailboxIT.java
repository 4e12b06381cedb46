package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.Delivery;
import dev.coffer.notification.delivery.DeliveryState;
import dev.coffer.notification.message.NotificationChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Without a mail server: the mailbox of a development system, and what is said where there is none either. */
@ExtendWith(StoresExtension.class)
final class DevMailboxIT {

    private static final String TENANT = "tenant";

    private static TestService start(String database, TestTokens tokens, Map<String, String> settings) {
        return TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
    }

    private static Instant inFiveMinutes() {
        return Instant.now().plus(Duration.ofMinutes(5));
    }

    @Test
    void mails_and_text_messages_are_shown_to_people_and_to_scripts(@FreshDatabase String database) {
        try (TestTokens tokens = TestTokens.start();
                AuthEvents auth = new AuthEvents(database + "_auth");
                TestService service = start(database, tokens, Map.of("coffer.notification.dev-mailbox", "true"))) {
            auth.issueCode(TENANT, "ann", NotificationChannel.EMAIL, "<b>@example.com", "111111", inFiveMinutes());
            String id =
                    auth.issueCode(TENANT, "ann", NotificationChannel.SMS, "+4915112345678", "222222", inFiveMinutes());
            JsonNode messages = await().atMost(AuthEvents.PATIENCE)
                    .until(
                            () -> JsonMapper.shared()
                                    .readTree(service.get("/dev/mail.json").body()),
                            all -> all.size() == 2);
            JsonNode bySms = JsonMapper.shared()
                    .readTree(service.get("/dev/mail.json?to=%2B4915112345678").body());

            assertThat(messages.toString()).contains("111111", "222222");
            assertThat(bySms.size()).isEqualTo(1);
            assertThat(bySms.at("/0/channel").asString()).isEqualTo("SMS");
            assertThat(bySms.at("/0/text").asString()).contains("222222");
            String list = service.get("/dev/mail").body();
            assertThat(list)
                    .contains("Your sign-in code", "&lt;b&gt;@example.com")
                    .doesNotContain("<b>@");
            assertThat(service.get("/dev/mail/" + id).body()).contains("222222");
            assertThat(service.get("/dev/mail/unknown").statusCode()).isEqualTo(404);
            assertThat(service.get("/dev/mail").headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        }
    }

    @Test
    void without_a_server_and_a_mailbox_a_mail_fails_and_health_says_so(@FreshDatabase String database) {
        try (TestTokens tokens = TestTokens.start();
                AuthEvents auth = new AuthEvents(database + "_auth");
                TestService service = start(database, tokens, Map.of())) {
            String id = auth.issueCode(
                    TENANT, "ann", NotificationChannel.EMAIL, "ada@example.com", "111111", inFiveMinutes());
            Delivery delivery = await().atMost(AuthEvents.PATIENCE)
                    .until(
                            () -> service.bean(Deliveries.class).find(TENANT, id),
                            found -> found != null && found.endedAt() != null);

            assertThat(delivery.state()).isEqualTo(DeliveryState.FAILED);
            assertThat(delivery.failure()).contains("coffer.notification.email.host is not set");
            assertThat(service.get("/health/ready").body())
                    .contains("mails cannot be sent: coffer.notification.email.host is not set");
            assertThat(service.get("/dev/mail").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void production_does_not_start_with_a_mailbox_that_shows_codes(@FreshDatabase String database) {
        try (TestTokens tokens = TestTokens.start()) {
            assertThatThrownBy(() -> start(
                            database,
                            tokens,
                            Map.of(
                                    "coffer.notification.dev-mailbox", "true",
                                    "spring.profiles.active", "production")))
                    .rootCause()
                    .hasMessageContaining("does not run in production");
        }
    }
}
