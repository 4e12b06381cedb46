package dev.coffer.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.testkit.TestSeeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
                .hasMessageContaining("of 73 characters where MongoDB allows 63");
    }

    @Test
    void what_the_process_works_for_is_part_of_every_name() {
        DatabaseNaming naming = new DatabaseNaming("{tenant}-{service}", Map.of("tenant", "acme"));

        assertThat(naming.nameFor("auth")).isEqualTo("acme-auth_service");
    }

    @Test
    void names_that_differ_only_in_case_are_one_database_to_the_server_so_capitals_are_refused() {
        DatabaseNaming naming = new DatabaseNaming("{service}-{tenant}");

        assertThatThrownBy(() -> naming.nameFor("auth", Map.of("tenant", "Acme")))
                .hasMessageContaining("tenant 'Acme'");
        assertThatThrownBy(() -> new DatabaseNaming("Coffer-{service}")).hasMessageContaining("small letters");
    }

    @Test
    void placeholders_without_a_separator_that_no_value_may_hold_are_refused() {
        assertThatThrownBy(() -> new DatabaseNaming("{brand}{tenant}")).hasMessageContaining("{brand}{tenant}");
        assertThatThrownBy(() -> new DatabaseNaming("{service}-{brand}_{tenant}"))
                .hasMessageContaining("{brand}_{tenant}");
        assertThatThrownBy(() -> new DatabaseNaming("{service}-{tenant}").nameFor("auth", Map.of("tenant", "a-b")))
                .hasMessageContaining("'a-b'");
    }

    @Test
    void databases_of_the_server_itself_are_refused() {
        assertThatThrownBy(() -> new DatabaseNaming("admin").nameFor("auth")).hasMessageContaining("admin");
        assertThatThrownBy(() -> new DatabaseNaming(" ")).hasMessageContaining("empty");
    }

    @Test
    void no_two_sets_of_values_ever_get_the_same_name() {
        long seed = TestSeeds.seed("DatabaseNamingTest");
        Random random = new Random(seed);
        List<String> templates =
                List.of("{service}-{tenant}", "{brand}-{tenant}-{service}", "x_{tenant}-y_{brand}-{service}-{shard}");
        for (String template : templates) {
            DatabaseNaming naming = new DatabaseNaming(template);
            Map<String, List<String>> valuesOfName = new HashMap<>();
            for (int i = 0; i < 5_000; i++) {
                String tenant = part(random);
                String brand = template.contains("{brand}") ? part(random) : "";
                String shard = template.contains("{shard}") ? part(random) : "";
                String service = part(random);
                String name = naming.nameFor(service, Map.of("tenant", tenant, "brand", brand, "shard", shard));
                List<String> values =
                        List.of(service.endsWith("_service") ? service : service + "_service", tenant, brand, shard);
                List<String> others = valuesOfName.putIfAbsent(name, values);
                assertThat(others == null || others.equals(values))
                        .as("seed %d: %s names %s and %s", seed, name, others, values)
                        .isTrue();
            }
        }
    }

    /** Short, of few letters and full of separators, so that collisions would be found. */
    private static String part(Random random) {
        String letters = "ab_";
        StringBuilder part = new StringBuilder();
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            part.append(letters.charAt(random.nextInt(letters.length())));
        }
        return part.toString();
    }
}
