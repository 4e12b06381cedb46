package dev.coffer.access.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpBlockTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,             10.255.0.1,        true",
        "10.0.0.0/8,             11.0.0.1,          false",
        "192.168.1.7/32,         192.168.1.7,       true",
        "192.168.1.7/32,         192.168.1.6,       false",
        "0.0.0.0/0,              255.255.255.255,   true",
        "0.0.0.0/0,              ::1,               false",
        "::/0,                   2001:db8::1,       true",
        "::/0,                   10.0.0.1,          false",
        "10.0.0.0/8,             ::ffff:10.1.2.3,   true",
        "::ffff:10.0.0.0/104,    10.1.2.3,          true",
        "2001:db8::/32,          2001:db8:ffff::1,  true",
        "2001:db8::/32,          2001:db9::1,       false",
        "2001:db8::/33,          2001:db8:8000::1,  false",
        "2001:db8:0:1::/64,      2001:db8:0:1:2::1, true",
        "2001:db8::1/128,        2001:db8::1,       true",
        "2001:db8::8/125,        2001:db8::f,       true",
        "2001:db8::8/125,        2001:db8::10,      false"
    })
    void a_block_holds_its_addresses(String block, String address, boolean isHeld) {
        assertThat(IpBlock.parse(block).contains(IpAddress.parse(address))).isEqualTo(isHeld);
        assertThat(IpBlock.parse(IpBlock.parse(block).toString())).isEqualTo(IpBlock.parse(block));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "10.1.2.3", "255.255.255.255", "::", "::1", "2001:db8:ffff:8000::fe", "ffff::ffff"})
    void the_bytes_of_an_address_are_the_address(String address) throws UnknownHostException {
        assertThat(IpAddress.of(InetAddress.getByName(address).getAddress())).isEqualTo(IpAddress.parse(address));
    }

    @Test
    void an_ipv4_address_among_those_of_ipv6_is_the_ipv4_address() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};
        assertThat(IpAddress.of(mapped)).isEqualTo(IpAddress.parse("10.1.2.3"));
        assertThatIllegalArgumentException().isThrownBy(() -> IpAddress.of(new byte[5]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.-4",
                "1.2.3.٤",
                "localhost",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "::1::",
                ":::",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "fe80::1%eth0",
                "g::",
                "1.2.3.4::",
                ":1",
                "1:",
                "0x1.2.3.4"
            })
    void what_is_no_address_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse(text))
                .withMessage("\"" + text + "\" is not an IP address");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1/8,     bits beyond its prefix; it begins at 10.0.0.0",
        "10.0.0.0/33,    not within 0 and 32",
        "2001:db8::/129, not within 0 and 128",
        "10.0.0.0,       has no /",
        "10.0.0.0/,      no number of bits",
        "10.0.0.0/-1,    no number of bits",
        "2001:db8::1/64, it begins at 2001:db8::"
    })
    void what_is_no_block_is_refused(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpBlock.parse(text))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "0:0:0:0:0:0:0:0,      ::",
        "1:0:0:2:0:0:0:3,      1:0:0:2::3",
        "1:0:2:3:4:5:6:7,      1:0:2:3:4:5:6:7",
        "64:ff9b::192.0.2.33,  64:ff9b::c000:221",
        "::FFFF:1.2.3.4,       1.2.3.4"
    })
    void an_address_is_written_in_its_one_form(String text, String written) {
        assertThat(IpAddress.parse(text)).hasToString(written);
    }

    @Test
    void random_addresses_are_read_as_the_jdk_reads_them() throws UnknownHostException {
        long seed = Long.getLong("coffer.access.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextBoolean() ? 0 : random.nextInt(256));
            }
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            IpAddress address = IpAddress.parse(text);
            assertThat(InetAddress.getByName(address.toString()))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(InetAddress.getByName(text));
        }
    }
}
