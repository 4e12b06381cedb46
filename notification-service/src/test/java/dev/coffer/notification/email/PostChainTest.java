package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.core.testkit.MutableClock;
import dev.coffer.notification.message.NotificationChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PostChainTest {

    private static final Mail MAIL = new Mail("1", NotificationChannel.SMS, "+4915112345678", "S", "text", "", null);

    private final MutableClock clock = MutableClock.atStandardTime();
    private final Provider first = new Provider("first");
    private final Provider second = new Provider("second");
    private final PostChain chain = new PostChain(List.of(first, second), clock);

    /** A provider that can be away, and can refuse. */
    private static final class Provider implements Post {

        private final String name;
        private boolean isAway;
        private @Nullable String refusal;
        private int asked;

        private Provider(String name) {
            this.name = name;
        }

        @Override
        public @Nullable String send(Mail mail) throws NotNow {
            asked++;
            if (isAway) {
                throw new NotNow(name + " is away");
            }
            return refusal;
        }

        @Override
        public String description() {
            return name;
        }
    }

    @Test
    void the_first_takes_it_and_the_second_only_where_the_first_is_away() throws Post.NotNow {
        assertThat(chain.send(MAIL)).isNull();
        assertThat(second.asked).isZero();
        first.isAway = true;
        assertThat(chain.send(MAIL)).isNull();
        assertThat(second.asked).isEqualTo(1);
    }

    @Test
    void a_definite_no_is_not_asked_for_again_elsewhere() throws Post.NotNow {
        first.refusal = "refused with 550";
        assertThat(chain.send(MAIL)).isEqualTo("refused with 550");
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
}
