package dev.coffer.gateway.transport;

import dev.coffer.gateway.compose.SubgraphSdl;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the subgraphs for their schemas and composes them. A subgraph that was seen once and is away now counts with the
 * schema that it had.
 */
final class SubgraphsReader implements SchemaReader {
    private static final Logger LOG = LoggerFactory.getLogger(SubgraphsReader.class);

    private final List<SubgraphConfig.Subgraph> subgraphs;
    private final SdlClient client;
    private final Map<String, String> known = new LinkedHashMap<>();
    private final Map<String, String> problems = new LinkedHashMap<>();

    SubgraphsReader(SubgraphConfig config, SdlClient client) {
        this.subgraphs = config.subgraphs();
        this.client = client;
    }

    @Override
    public SchemaLook look() {
        boolean isChanged = false;
        List<CompletableFuture<SdlClient.Answer>> asked =
                subgraphs.stream().map(this::ask).toList();
        for (int i = 0; i < subgraphs.size(); i++) {
            String name = subgraphs.get(i).name();
            SdlClient.Answer answer = asked.get(i).join();
            note(name, answer);
            if (answer.isGood()) {
                isChanged |= !answer.sdl().equals(known.put(name, answer.sdl()));
            }
        }
        if (known.size() < subgraphs.size()) {
            return new SchemaLook.Incomplete(missing());
        }
        return isChanged ? Schemas.compose(sdls()) : new SchemaLook.Unchanged();
    }

    private CompletableFuture<SdlClient.Answer> ask(SubgraphConfig.Subgraph subgraph) {
        if (subgraph.sdlFile() == null) {
            return client.ask(subgraph.name());
        }
        try {
            return CompletableFuture.completedFuture(new SdlClient.Answer(Files.readString(subgraph.sdlFile()), ""));
        } catch (IOException e) {
            return CompletableFuture.completedFuture(
                    SdlClient.Answer.problem("the file " + subgraph.sdlFile() + " cannot be read: " + e.getMessage()));
        }
    }

    private void note(String subgraph, SdlClient.Answer answer) {
        if (answer.isGood()) {
            if (problems.remove(subgraph) != null && known.containsKey(subgraph)) {
                LOG.info("subgraph {} tells its schema again", subgraph);
            }
        } else if (problems.put(subgraph, answer.problem()) == null && known.containsKey(subgraph)) {
            LOG.warn("subgraph {} does not tell its schema; the last one counts: {}", subgraph, answer.problem());
        }
    }

    private String missing() {
        List<String> lines = new ArrayList<>();
        for (SubgraphConfig.Subgraph subgraph : subgraphs) {
            if (!known.containsKey(subgraph.name())) {
                lines.add(subgraph.name() + " at " + subgraph.url() + " (" + problems.get(subgraph.name()) + ")");
            }
        }
        return "no schema yet from " + String.join(", ", lines);
    }

    private List<SubgraphSdl> sdls() {
        return subgraphs.stream()
                .map(subgraph -> new SubgraphSdl(
                        subgraph.name(), subgraph.url().toString(), String.valueOf(known.get(subgraph.name()))))
                .toList();
    }
}
