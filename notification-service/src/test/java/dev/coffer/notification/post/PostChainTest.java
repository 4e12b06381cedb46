package dev.coffer.notification.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.core.testkit.MutableClock;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PostChainTest {

    private static final Mail MAIL = new Mail(
            "1", "main", NotificationChannel.SMS, NotificationPriority.URGENT, "+4915112345678", "S", "text", "", null);

    private final MutableClock clock = MutableClock.atStandardTime();
    private final Provider first = new Provider("first");
    private final Provider second = new Provider("second");
    private final PostChain chain = new PostChain(List.of(first, second), clock);

    /** A provider that can be away, and can refuse. */
    private static final class Provider implements Post {

        private final String name;
        private boolean isAway;
        private boolean isBusyWithRecipient;
        private @Nullable Duration rest;
        private @Nullable String refusal;
        private int asked;

        private Provider(String name) {
            this.name = name;
        }

        @Override
        public PostAnswer send(Mail mail) throws NotNow {
            asked++;
            if (isAway) {
                throw isBusyWithRecipient
                        ? NotNow.forRecipient(name + " has enough for this one")
                        : new NotNow(name + " is away", rest);
            }
            return refusal == null ? PostAnswer.Taken.WITHOUT_RECEIPT : new PostAnswer.Refused(refusal);
        }

        @Override
        public String description() {
            return name;
        }
    }

    @Test
    void the_first_takes_it_and_the_second_only_where_the_first_is_away() throws Post.NotNow {
        assertThat(chain.send(MAIL)).isInstanceOf(PostAnswer.Taken.class);
        assertThat(second.asked).isZero();
        first.isAway = true;
        assertThat(chain.send(MAIL)).isInstanceOf(PostAnswer.Taken.class);
        assertThat(second.asked).isEqualTo(1);
    }

    @Test
    void a_definite_no_is_not_asked_for_again_elsewhere() throws Post.NotNow {
        first.refusal = "refused with 550";
        assertThat(chain.send(MAIL)).isEqualTo(new PostAnswer.Refused("refused with 550"));
        assertThat(second.asked).isZero();
    }

    @Test
    void who_fails_again_and_again_is_given_a_rest_then_asked_once_and_believed() throws Post.NotNow {
        first.isAway = true;
        for (int i = 0; i < 20; i++) {
            chain.send(MAIL);
        }
        assertThat(first.asked).isEqualTo(Circuit.MOST_FAILURES);
        assertThat(chain.description()).isEqualTo("first (resting), else second");
        clock.advance(Circuit.REST);
        chain.send(MAIL);
        chain.send(MAIL);
        assertThat(first.asked).isEqualTo(Circuit.MOST_FAILURES + 1);
        first.isAway = false;
        clock.advance(Circuit.REST);
        chain.send(MAIL);
        chain.send(MAIL);
        assertThat(first.asked).isEqualTo(Circuit.MOST_FAILURES + 3);
        assertThat(chain.description()).isEqualTo("first, else second");
    }

    @Test
    void where_all_are_away_it_waits() {
        first.isAway = true;
        second.isAway = true;
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(Post.NotNow.class).isThrownBy(() -> chain.send(MAIL));
        }
        assertThat(second.asked).isEqualTo(Circuit.MOST_FAILURES);
    }

    @Test
    void who_asks_to_be_left_alone_is_at_once_and_for_as_long_as_was_asked_within_reason() throws Post.NotNow {
        first.isAway = true;
        first.rest = Duration.ofSeconds(90);
        chain.send(MAIL);
        clock.advance(Duration.ofSeconds(89));
        chain.send(MAIL);
        assertThat(first.asked).isEqualTo(1);
        first.rest = Duration.ofDays(30);
        clock.advance(Duration.ofSeconds(1));
        chain.send(MAIL);
        assertThat(first.asked).isEqualTo(2);
        first.isAway = false;
        clock.advance(Circuit.LONGEST_REST);
        chain.send(MAIL);
        assertThat(first.asked).isEqualTo(3);
        assertThat(chain.description()).isEqualTo("first, else second");
    }

    @Test
    void a_recipient_who_gets_nothing_at_the_moment_is_no_reason_to_rest() throws Post.NotNow {
        first.isAway = true;
        first.isBusyWithRecipient = true;
        for (int i = 0; i < 20; i++) {
            chain.send(MAIL);
        }
        assertThat(first.asked).isEqualTo(20);
        assertThat(chain.description()).isEqualTo("first, else second");
    }
}
