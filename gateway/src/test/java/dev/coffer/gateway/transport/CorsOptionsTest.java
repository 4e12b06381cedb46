package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsOptionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "http://localhost:5173",
                "http://127.0.0.1:3000",
                "http://[::1]:3000",
                "https://xn--mnchen-3ya.example",
                "https://app.example.com:8443",
                "http://app.example.com:443",
                "capacitor://localhost",
                "chrome-extension://abcdefghijklmnop"
            })
    void origins_as_browsers_write_them_are_taken(String origin) {
        assertThat(CorsOptions.of(List.of(origin)).allowedOrigins()).containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "app.example.com",
                "https://app.example.com/",
                "https://app.example.com/path",
                "https://app.example.com?x",
                "https://app.example.com#x",
                "https://*.example.com",
                "https://*",
                "**",
                "https://App.example.com",
                "HTTPS://app.example.com",
                "https://app.example.com:443",
                "http://app.example.com:80",
                "https://app.example.com:",
                "https://app.example.com:0443",
                "https://user@app.example.com",
                "https://münchen.example",
                " https://app.example.com",
                "https://a.example,https://b.example"
            })
    void others_are_refused_by_name(String origin) {
        assertThatThrownBy(() -> CorsOptions.of(List.of("https://good.example", origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + origin + "\"");
    }

    @Test
    void every_page_is_allowed_alone_and_without_credentials_only() {
        assertThat(CorsOptions.of(List.of("*")).allowedOrigins()).containsExactly("*");
        assertThatThrownBy(() -> CorsOptions.of(List.of("*", "https://app.example.com")))
                .hasMessageContaining("alone");
        assertThatThrownBy(() -> new CorsOptions(List.of("*"), true, Duration.ZERO))
                .hasMessageContaining("credentials");
    }

    @Test
    void what_is_remembered_is_remembered_for_a_day_at_most() {
        assertThatThrownBy(() -> new CorsOptions(List.of(), false, Duration.ofHours(25)))
                .hasMessageContaining("24 h");
        assertThatThrownBy(() -> new CorsOptions(List.of(), false, Duration.ofSeconds(-1)))
                .hasMessageContaining("PT-1S");
    }
}
