package dev.coffer.notification.post;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.MutableClock;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import org.junit.jupiter.api.Test;

final class DevMailboxTest {

    private final DevMailbox mailbox = new DevMailbox(MutableClock.atStandardTime());

    private void receive(int number) {
        mailbox.send(new Mail(
                "mail-" + number,
                "main",
                NotificationChannel.EMAIL,
                NotificationPriority.URGENT,
                "to" + number % 2 + "@example.com",
                "S",
                "text",
                "",
                null));
    }

    @Test
    void the_newest_come_first_and_the_oldest_go() {
        for (int i = 0; i < DevMailbox.MOST_KEPT + 1; i++) {
            receive(i);
        }

        assertThat(mailbox.list(null)).hasSize(DevMailbox.MOST_KEPT);
        assertThat(mailbox.list(null).getFirst().mail().id()).isEqualTo("mail-" + DevMailbox.MOST_KEPT);
        assertThat(mailbox.find("mail-0")).isNull();
        assertThat(mailbox.find("mail-1")).isNotNull();
        assertThat(mailbox.list("to1@example.com"))
                .isNotEmpty()
                .allSatisfy(kept -> assertThat(kept.mail().to()).isEqualTo("to1@example.com"));
    }
}
