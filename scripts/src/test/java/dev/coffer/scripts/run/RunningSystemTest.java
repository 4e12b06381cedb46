package dev.coffer.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.scripts.CommandFailed;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningSystemTest {

    private static final String MONGODB = "mongodb://a,b/?replicaSet=coffer";

    @Test
    void a_system_elsewhere_is_named_by_its_stores_and_its_key() {
        RunningSystem named = RunningSystem.named(
                Map.of("COFFER_MONGODB_URI", MONGODB, "COFFER_REDIS_URI", "redis://r", "COFFER_MASTER_KEY", "key"));
        assertThat(named).isEqualTo(new RunningSystem(MONGODB, "redis://r", "key", 0));
        assertThat(String.valueOf(named)).doesNotContain("masterKey=key");
    }

    @Test
    void nothing_is_named_by_an_environment_that_says_nothing() {
        assertThat(RunningSystem.named(Map.of("COFFER_MONGODB_URI", " "))).isNull();
    }

    /** A key made up here would seal what the system's own cannot open. */
    @Test
    void a_system_elsewhere_without_its_key_is_refused() {
        assertThatThrownBy(() ->
                        RunningSystem.named(Map.of("COFFER_MONGODB_URI", MONGODB, "COFFER_REDIS_URI", "redis://r")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("COFFER_MASTER_KEY");
    }
}
