package dev.coffer.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseNamingTest {

    @Test
    void a_service_has_its_own_database_by_default() {
        DatabaseNaming naming = new DatabaseNaming(DatabaseNaming.DEFAULT_TEMPLATE);

        assertThat(naming.nameFor("payment")).isEqualTo("payment_service");
        assertThat(naming.nameFor("payment-service")).isEqualTo("payment_service");
    }

    @Test
    void strategies_combine_in_one_template() {
        DatabaseNaming naming = new DatabaseNaming("{brand}-{service}-{shard}");

        String name = naming.nameFor("auth", Map.of("brand", "lucky7", "shard", "03"));

        assertThat(name).isEqualTo("lucky7-auth_service-03");
    }

    @Test
    void a_template_may_name_one_shared_database() {
        assertThat(new DatabaseNaming("coffer").nameFor("auth")).isEqualTo("coffer");
    }

    @Test
    void an_unknown_placeholder_is_refused_by_name() {
        assertThatThrownBy(() -> new DatabaseNaming("{servce}")).hasMessageContaining("{servce}");
    }

    @Test
    void a_missing_value_is_refused_by_name() {
        DatabaseNaming naming = new DatabaseNaming("{service}-{tenant}");

        assertThatThrownBy(() -> naming.nameFor("auth")).hasMessageContaining("tenant");
    }

    @Test
    void a_name_that_the_server_would_refuse_is_refused_here() {
        DatabaseNaming naming = new DatabaseNaming("{service}-{tenant}");

        assertThatThrownBy(() -> naming.nameFor("auth", Map.of("tenant", "a.b")))
                .hasMessageContaining("a.b");
        assertThatThrownBy(() -> naming.nameFor("auth", Map.of("tenant", "x".repeat(60))))
                .hasMessageContaining("longer than 63");
    }
}
