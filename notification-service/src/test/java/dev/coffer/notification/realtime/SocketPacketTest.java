package dev.coffer.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By the examples of the protocol's description. */
class SocketPacketTest {

    @Test
    void packets_are_read_with_and_without_namespace_id_and_data() {
        assertThat(SocketPacket.parse("0")).isEqualTo(new SocketPacket('0', "/", -1, null));
        assertThat(SocketPacket.parse("0/admin,{\"sid\":\"x\"}").namespace()).isEqualTo("/admin");
        assertThat(SocketPacket.parse("1/admin,").namespace()).isEqualTo("/admin");
        assertThat(SocketPacket.parse("1/admin").namespace()).isEqualTo("/admin");
        SocketPacket event = SocketPacket.parse("2/admin,456[\"project:delete\",123]");
        assertThat(event.id()).isEqualTo(456);
        assertThat(Objects.requireNonNull(event.data()).path(0).asString()).isEqualTo("project:delete");
        assertThat(SocketPacket.parse("2[\"hello\"]").id()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "7", "2[", "51-[\"baz\",{\"_placeholder\":true,\"num\":0}]", "21234567890[]"})
    void what_is_none_is_refused(String text) {
        assertThatThrownBy(() -> SocketPacket.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void packets_are_written_as_clients_read_them() {
        assertThat(SocketPacket.connected("abc")).isEqualTo("0{\"sid\":\"abc\"}");
        assertThat(SocketPacket.event("hello", Map.of("a", 1))).isEqualTo("2[\"hello\",{\"a\":1}]");
        assertThat(SocketPacket.acknowledged(13, Map.of())).isEqualTo("313[{}]");
        assertThat(SocketPacket.refused("/admin", "NOT_FOUND", "Invalid namespace"))
                .startsWith("4/admin,{")
                .contains("\"message\":\"Invalid namespace\"");
        assertThat(SocketPacket.disconnected()).isEqualTo("1");
    }
}
