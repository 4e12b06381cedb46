package dev.coffer.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TenantKeyTest {

    @Test
    void a_key_is_read_back_from_its_one_word() {
        for (TenantKey key : List.of(
                new TenantKey("acme", "ann"), new TenantKey("acme", "a:b c"), new TenantKey("acme", "\uD83D\uDE00"))) {
            assertThat(TenantKey.parse(key.text())).isEqualTo(key);
        }
    }

    @Test
    void two_tenants_never_have_the_same_word() {
        assertThat(new TenantKey("a", "b:c").text()).isNotEqualTo(new TenantKey("ab", ":c").text());
        assertThatThrownBy(() -> new TenantKey("a:b", "c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TenantKey(" ", "c")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_would_be_lost_on_the_way_to_redis_is_no_id() {
        for (String id : List.of("", "a".repeat(257), "\uD800", "a\uDC00", "\uD800a", "\uDC00\uD800")) {
            assertThat(TenantKey.isPossible(id)).as("%s", id.length()).isFalse();
            assertThatThrownBy(() -> new TenantKey("acme", id)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(TenantKey.isPossible("a".repeat(256))).isTrue();
    }
}
