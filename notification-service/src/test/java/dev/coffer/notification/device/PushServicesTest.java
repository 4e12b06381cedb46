package dev.coffer.notification.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PushServicesTest {

    private final PushServices services =
            new PushServices(List.of("https://push.example.com", "https://*.push.example.org", "http://127.0.0.1:81"));

    @Test
    void an_endpoint_belongs_to_the_origin_that_is_listed() {
        assertThat(services.find("https://push.example.com/send/abc?x=y")).isEqualTo("https://push.example.com");
        assertThat(services.find("https://web.push.example.org/abc")).isEqualTo("https://*.push.example.org");
        assertThat(services.find("http://127.0.0.1:81/abc")).isEqualTo("http://127.0.0.1:81");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://push.example.com/abc",
                "https://push.example.com:8443/abc",
                "https://push.example.com.evil.example/abc",
                "https://push.example.com@evil.example/abc",
                "https://evil.example/https://push.example.com",
                "https://evil.example#push.example.com",
                "https://push.example.com/abc#part",
                "https://push.example.com\\@evil.example/",
                "https://push.example.org/abc",
                "https://evilpush.example.org/abc",
                "https://pu\u0455h.example.com/abc",
                "http://127.0.0.1/abc",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "//push.example.com/abc",
                "push.example.com",
                ""
            })
    void whatever_else_is_none_of_them(String endpoint) {
        assertThat(services.find(endpoint)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://push.example.com", "https://push.example.com/", "push.example.com", "https://*"})
    void a_list_holds_origins_that_are_encrypted(String origin) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PushServices(List.of(origin)));
    }
}
