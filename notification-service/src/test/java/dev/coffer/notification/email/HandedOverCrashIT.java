package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.NotificationProcess;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.Delivery;
import dev.coffer.notification.delivery.DeliveryState;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.push.ProviderStub;
import dev.coffer.notification.push.ProviderStub.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A replica is killed when its providers have a message and have not said so. Another has its tasks when the lease is over: the mail is sent once
 * more, as the same; the text message and the message in WhatsApp are not, and no text message takes that one's place.
 */
@ExtendWith(StoresExtension.class)
final class HandedOverCrashIT {

    private static final String TENANT = "main";
    private static final String PHONE = "+4915112345678";
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration LEASE_AND_MORE = Duration.ofSeconds(120);
    private static final int KILL_SECONDS = 60;

    private final CountDownLatch killed = new CountDownLatch(1);

    /** Takes a message, and says so to nobody who is dead. */
    private Answer takeSilently() {
        try {
            return killed.await(KILL_SECONDS, TimeUnit.SECONDS) ? Answer.of(0, "") : Answer.of(500, "");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Answer.of(500, "");
        }
    }

    private static Map<String, String> settings(int smtp, String twilio) {
        return Map.of(
                "coffer.notification.email.host",
                "127.0.0.1",
                "coffer.notification.email.port",
                Integer.toString(smtp),
                "coffer.notification.email.starttls",
                "false",
                "coffer.notification.email.timeout",
                "9s",
                "coffer.notification.twilio.account-sid",
                TwilioStage.ACCOUNT,
                "coffer.notification.twilio.auth-token",
                TwilioStage.TOKEN,
                "coffer.notification.twilio.from",
                "+4930123456",
                "coffer.notification.twilio.whatsapp-from",
                TwilioStage.FROM_WHATSAPP,
                "coffer.notification.twilio.timeout",
                "9s",
                "coffer.notification.twilio.url",
                twilio);
    }

    private static String code(AuthEvents auth, NotificationChannel channel, String to) {
        return auth.issueCode(
                TENANT, "ann", channel, to, "048213", Instant.now().plus(Duration.ofMinutes(10)));
    }

    private static Delivery ended(TestService service, String id) {
        return await().atMost(LEASE_AND_MORE)
                .until(
                        () -> service.bean(Deliveries.class).find(TENANT, id),
                        found -> found != null && found.endedAt() != null);
    }

    @Test
    void what_a_provider_had_when_its_replica_was_killed_goes_again_only_as_the_same(@FreshDatabase String database)
            throws Exception {
        int port = TestPorts.free();
        FlakySmtp smtp = new FlakySmtp(
                port, () -> killed.getCount() > 0 ? FlakySmtp.Mood.TAKES_AND_IS_SILENT : FlakySmtp.Mood.TAKES);
        try (TestTokens tokens = TestTokens.start();
                AuthEvents auth = new AuthEvents(database + "_auth");
                smtp;
                ProviderStub twilio = new ProviderStub(_ -> takeSilently())) {
            smtp.live();
            Map<String, String> settings = new HashMap<>(settings(port, twilio.url()));
            settings.put("coffer.notification.whatsapp-codes.texts.en", TwilioStage.APPROVED_FOR_CODES);
            String mail = code(auth, NotificationChannel.EMAIL, "ann@example.com");
            String text = code(auth, NotificationChannel.SMS, PHONE);
            String chat = code(auth, NotificationChannel.WHATSAPP, PHONE);
            try (NotificationProcess replica = new NotificationProcess(
                    database,
                    tokens,
                    "384m",
                    settings.entrySet().stream()
                            .map(one -> one.getKey() + "=" + one.getValue())
                            .toArray(String[]::new))) {
                await().atMost(START)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> !smtp.taken().isEmpty() && twilio.asked().size() == 2);
                replica.kill();
            }
            int before = smtp.taken().size();
            killed.countDown();

            try (TestService other = TestService.start(
                    NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings)) {
                assertThat(ended(other, mail).state()).isEqualTo(DeliveryState.SENT);
                for (String id : List.of(text, chat)) {
                    assertThat(ended(other, id).state()).isEqualTo(DeliveryState.FAILED);
                    assertThat(ended(other, id).failure()).contains("may have been sent before a crash");
                }
                assertThat(other.bean(Deliveries.class).find(TENANT, chat + ".sms"))
                        .isNull();
            }
            assertThat(smtp.taken()).hasSize(before + 1);
            assertThat(smtp.taken())
                    .extracting(FlakySmtp.Taken::messageId)
                    .containsOnly(smtp.taken().element().messageId());
            assertThat(twilio.asked()).hasSize(2);
        }
    }
}
