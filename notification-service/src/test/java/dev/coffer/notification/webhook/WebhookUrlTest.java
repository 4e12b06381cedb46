package dev.coffer.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where endpoints may be: by what is written, and by what it leads to. */
final class WebhookUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks",
                "/hooks",
                "https:",
                "https://",
                "https:///hooks",
                "https:hooks",
                "http://example.com/hooks",
                "http://127.0.0.2/",
                "http://localhost.example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:6379/_INFO",
                "javascript:alert(1)",
                "https://user@example.com/",
                "https://user:secret@example.com/",
                "https://example.com@127.0.0.1/",
                "https://example.com/#there",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:x/",
                "https://example.com/\r\nX-Injected: 1",
                "https://example.com/a b",
                "https://example.com\\@127.0.0.1/",
                "https://\u0435xample.com/",
                "https://example.com/\u0000",
                "https://exa_mple.com/",
                "HTTPS //example.com"
            })
    void what_is_no_address_of_an_endpoint_is_refused_with_a_sentence(String text) {
        assertThatThrownBy(() -> new WebhookUrl(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(" ");
    }

    @Test
    void an_address_has_a_length() {
        String longest = "https://example.com/" + "a".repeat(WebhookUrl.LONGEST - "https://example.com/".length());
        assertThat(new WebhookUrl(longest).host()).isEqualTo("example.com");
        assertThatThrownBy(() -> new WebhookUrl(longest + "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, example.com, 443, /, example.com",
        "https://example.com:8443/a/b?c=d&e=%20, example.com, 8443, /a/b?c=d&e=%20, example.com:8443",
        "'https://[2606:2800:220:1::1]/x', '2606:2800:220:1::1', 443, /x, '[2606:2800:220:1::1]'",
        "http://localhost:8080/x, localhost, 8080, /x, localhost:8080",
        "'http://[::1]/', '::1', 80, /, '[::1]'"
    })
    void an_address_is_read_once_and_for_all(String text, String host, int port, String target, String authority) {
        WebhookUrl url = new WebhookUrl(text);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.target()).isEqualTo(target);
        assertThat(url.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.19.0.1",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void addresses_that_are_nobodys_on_the_internet_are_not_public(String text) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "::ffff:1.1.1.1"})
    void addresses_of_others_are_public(String text) throws UnknownHostException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "wallet.*", "wallet.bet.*", "kyc.tier.changed", "user.closed"})
    void events_are_asked_for_one_by_one_or_together(String pattern) {
        assertThat(EventPattern.parse(pattern).text()).isEqualTo(pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "**",
                "wallet*",
                "wallet.",
                "*.completed",
                "wallet.*.completed",
                "Wallet.*",
                "wallet..closed",
                "code.issued",
                "code.*",
                "inbox.*",
                "webhook.ping",
                "roles.changed",
                "wallet.(a+)+"
            })
    void what_is_no_event_that_is_offered_is_refused(String pattern) {
        assertThatThrownBy(() -> EventPattern.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_pattern_fits_what_begins_like_it_and_nothing_else() {
        EventPattern bets = new EventPattern("wallet.bet.*");
        assertThat(bets.fits("wallet.bet.placed")).isTrue();
        assertThat(bets.fits("wallet.better")).isFalse();
        assertThat(bets.fits("wallet.bet")).isFalse();
        assertThat(new EventPattern("wallet.closed").fits("wallet.closed.again"))
                .isFalse();
        assertThat(new EventPattern("*").fits("user.closed")).isTrue();
    }
}
