package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubgraphConfigTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void a_file_is_read_with_its_defaults() throws Exception {
        SubgraphConfig config = read("""
                poll: PT5S
                subgraphs:
                  - name: auth
                    url: http://localhost:9001/graphql
                  - name: kyc
                    url: http://localhost:9005/graphql
                    sdl: kyc.graphqls
                    timeout: PT1S
                """);
        assertThat(config.pollEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.subgraphs())
                .containsExactly(
                        new SubgraphConfig.Subgraph("auth", URI.create("http://localhost:9001/graphql")),
                        new SubgraphConfig.Subgraph(
                                "kyc",
                                URI.create("http://localhost:9005/graphql"),
                                folder.resolve("kyc.graphqls"),
                                Duration.ofSeconds(1)));
    }

    @Test
    void a_file_that_says_nothing_usable_is_refused_with_its_name() {
        for (String text : new String[] {
            "",
            "subgraphs: []",
            "subgraphs: [{name: a}]",
            "subgraphs: [{url: 'http://a'}]",
            "{",
            "subgraphs: [{name: a, url: 'http://a'}, {name: a, url: 'http://b'}]",
            "subgraphs: [{name: a, url: 'http://a', timeout: soon}]"
        }) {
            assertThatThrownBy(() -> read(text))
                    .as(text)
                    .isInstanceOf(SubgraphConfig.InvalidConfig.class)
                    .hasMessageContaining("subgraphs.yml");
        }
        assertThatThrownBy(() -> SubgraphConfig.read(folder.resolve("none.yml")))
                .isInstanceOf(SubgraphConfig.InvalidConfig.class);
    }

    private SubgraphConfig read(String text) throws Exception {
        return SubgraphConfig.read(Files.writeString(folder.resolve("subgraphs.yml"), text));
    }
}
