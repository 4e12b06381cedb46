package dev.coffer.scripts.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apollo's subgraph compatibility suite: the subgraph under test has the set-up of every service, and the router is our gateway. */
class SubgraphCompatibilityIT {

    private static final List<String> PASS = List.of(
            "introspection",
            "@key single applies single field @key on User",
            "@key single resolves single field @key on User",
            "@key multiple applies multiple field @key on DeprecatedProduct",
            "@key multiple resolves multiple field @key on DeprecatedProduct",
            "@key composite applies composite object @key on ProductResearch",
            "@key composite resolves composite object @key on ProductResearch",
            "repeatable @key applies repeatable @key directive on Product",
            "repeatable @key resolves multiple @key directives on Product",
            "@requires",
            "@provides",
            "@link",
            "@shareable should return @shareable directives in _service sdl",
            "@shareable should be able to resolve @shareable ProductDimension types",
            "@tag",
            "@override should return @override directives in _service sdl",
            "@override should return overridden user name",
            "@inaccessible should return @inaccessible directives in _service sdl",
            "@inaccessible should be able to query @inaccessible fields via the products schema directly",
            "@composeDirective",
            "@interfaceObject verifies schema contains entity type marked as @interfaceObject",
            "@interfaceObject verifies @interfaceObject entity returns new fields");

    /** Left out on purpose: timings of every resolver for whoever sends a header, which nothing here would read. */
    private static final String TRACES = "ftv1";

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() {
        CompatibilitySuite.install();
    }

    @Test
    void all_tests_pass_but_the_one_for_federated_traces() throws IOException {
        Map<String, String> found;
        try (ProductsFederation federation = ProductsFederation.start(folder)) {
            found = CompatibilitySuite.run(federation.products(), federation.gateway());
        }

        assertThat(found)
                .containsOnlyKeys(
                        Stream.concat(PASS.stream(), Stream.of(TRACES)).toList());
        assertThat(found.entrySet())
                .filteredOn(test -> !test.getKey().equals(TRACES))
                .allSatisfy(
                        test -> assertThat(test.getValue()).as(test.getKey()).isEmpty());
        assertThat(found.get(TRACES))
                .as("the answer without the trace, and with all else")
                .contains("- Expected  - 3", "+ Received  + 0", "\"ftv1\": Any<String>");
    }

    /** The suite's inventory refuses a delivery unless it is sent exactly what it requires. */
    @Test
    void what_the_suite_does_not_ask_holds_too() throws IOException {
        try (ProductsFederation federation = ProductsFederation.start(folder);
                GatewayClient client = new GatewayClient(federation.gateway().toString())) {
            Answer answer = client.ask(
                            "{ product(id: \"apollo-federation\") { delivery(zip: \"94111\") { fastestDelivery }"
                                    + " createdBy { averageProductsCreatedPerYear yearsOfEmployment } }"
                                    + " inventory(id: \"apollo-oss\") { deprecatedProducts { createdBy { name } }"
                                    + " products { package } } }",
                            Map.of(),
                            null)
                    .ok();
            assertThat(answer.text("/product/delivery/fastestDelivery")).isEqualTo("5/1/2019");
            assertThat(answer.at("/product/createdBy/averageProductsCreatedPerYear")
                            .asInt())
                    .isEqualTo(134);
            assertThat(answer.text("/inventory/deprecatedProducts/0/createdBy/name"))
                    .isEqualTo("Jane Smith");
            assertThat(answer.text("/inventory/products/0/package")).isEqualTo("@apollo/federation");

            Answer hidden =
                    client.ask("{ product(id: \"apollo-federation\") { dimensions { unit } } }", Map.of(), null);
            assertThat(hidden.errorCodes()).containsExactly("GRAPHQL_VALIDATION_FAILED");
        }
    }
}
