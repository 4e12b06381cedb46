package dev.coffer.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TestSupportTest {
    @Test
    void a_mutable_clock_stands_still_until_it_is_moved() {
        MutableClock clock = MutableClock.atStandardTime();

        clock.advance(Duration.ofMinutes(5));

        assertThat(clock.instant()).isEqualTo(MutableClock.STANDARD_TIME.plusSeconds(300));
    }

    @Test
    void the_seed_of_the_property_is_used_when_it_is_given() {
        String before = System.getProperty(TestSeeds.PROPERTY);
        System.setProperty(TestSeeds.PROPERTY, "42");
        try {
            assertThat(TestSeeds.random(TestSupportTest.class).nextLong()).isEqualTo(new Random(42).nextLong());
        } finally {
            if (before == null) {
                System.clearProperty(TestSeeds.PROPERTY);
            } else {
                System.setProperty(TestSeeds.PROPERTY, before);
            }
        }
    }

    @Test
    void a_free_port_can_be_listened_on() throws Exception {
        int port = TestPorts.free();

        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void two_fresh_databases_of_one_class_have_different_names() {
        String first = TestStores.freshDatabase(TestSupportTest.class);

        assertThat(first).startsWith("test_support_test_");
        assertThat(TestStores.freshDatabase(TestSupportTest.class)).isNotEqualTo(first);
    }
}
