package dev.coffer.auth.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.identity.ClientAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CountriesTest {

    @TempDir
    Path folder;

    private Countries read(String text) throws IOException {
        return Countries.read(Files.writeString(folder.resolve("countries.csv"), text));
    }

    private static @Nullable String find(Countries countries, String address) {
        return countries.find(Objects.requireNonNull(ClientAddress.find(address)));
    }

    @Test
    void the_longest_prefix_that_contains_an_address_says_its_country() throws IOException {
        Countries countries = read(
                "# ranges\n\n10.0.0.0/8,DE\n10.1.0.0/16, AT\n10.1.2.0/24,CH\n2001:db8::/29,FR\n2001:db8:1::/48,BE\n");

        assertThat(find(countries, "10.9.9.9")).isEqualTo("DE");
        assertThat(find(countries, "10.1.9.9")).isEqualTo("AT");
        assertThat(find(countries, "10.1.2.9")).isEqualTo("CH");
        assertThat(find(countries, "2001:dbf::1")).isEqualTo("FR");
        assertThat(find(countries, "2001:db8:1::1")).isEqualTo("BE");
        assertThat(find(countries, "11.0.0.1")).isNull();
        assertThat(find(Countries.NONE, "10.1.2.9")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/8", "10.0.0.0/8,Germany", "10.0.0.0/8,de", "10.0.0.1/8,DE", "DE,10.0.0.0/8", "a,b,c"})
    void a_line_that_is_wrong_is_named(String line) {
        assertThatThrownBy(() -> read("10.0.0.0/8,DE\n" + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }
}
