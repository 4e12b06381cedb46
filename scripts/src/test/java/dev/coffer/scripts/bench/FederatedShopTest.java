package dev.coffer.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.SubgraphSdl;
import graphql.ExecutionResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FederatedShopTest {

    @Test
    void the_whole_answers_as_much_as_the_public_benchmark_of_gateways() {
        ExecutionResult answer = new FederatedShop().whole();

        assertThat(answer.getErrors()).isEmpty();
        assertThat(JsonMapper.shared().writeValueAsBytes(answer.toSpecification()))
                .hasSizeBetween(60_000, 100_000);
    }

    @Test
    void its_subgraphs_compose() {
        List<SubgraphSdl> subgraphs = FederatedShop.sdl().entrySet().stream()
                .map(subgraph -> new SubgraphSdl(subgraph.getKey(), "http://127.0.0.1:1/graphql", subgraph.getValue()))
                .toList();
        assertThat(Composer.compose(subgraphs)).isInstanceOf(Composition.Composed.class);
    }
}
