package dev.coffer.gateway.compose;

import dev.coffer.gateway.compose.CompositionError.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Composes subgraphs into a supergraph. Works in stages (reading, rules of each subgraph, merging,
 * rules of the whole, satisfiability) and answers all errors of the first stage that has any, because later ones would only echo them.
 */
public final class Composer {
    /** Far above any federation known; more is a mistake in the configuration. */
    public static final int MAX_SUBGRAPHS = 1_000;

    private final Findings findings = new Findings();

    private Composer() {}

    /**
     * Order does not matter: subgraphs are taken by name, so that the same set always gives the same supergraph.
     *
     * @return {@link Composition.Composed}, whose {@link ApiSchema} can be built and whose every query can be planned, or
     *     {@link Composition.Failed}
     */
    public static Composition compose(List<SubgraphSdl> subgraphs) {
        Composer composer = new Composer();
        Supergraph supergraph = composer.bounded(subgraphs.stream()
                .sorted(Comparator.comparing(SubgraphSdl::name))
                .toList());
        if (composer.findings.hasErrors() || supergraph == null) {
            return new Composition.Failed(composer.findings.errors());
        }
        return new Composition.Composed(supergraph, composer.findings.hints());
    }

    private @Nullable Supergraph bounded(List<SubgraphSdl> subgraphs) {
        try {
            return supergraph(subgraphs);
        } catch (AnyOf.TooManyAlternatives tooMany) {
            findings.error(Code.UNSUPPORTED_FEATURE, "", List.of(), String.valueOf(tooMany.getMessage()));
            return null;
        }
    }

    private @Nullable Supergraph supergraph(List<SubgraphSdl> subgraphs) {
        checkNames(subgraphs);
        List<SubgraphSchema> schemas = new ArrayList<>();
        for (SubgraphSdl subgraph : subgraphs) {
            SubgraphSchema schema = SubgraphReader.read(subgraph, findings);
            if (schema != null) {
                schemas.add(schema);
            }
        }
        if (findings.hasErrors()) {
            return null;
        }
        List<SubgraphSchema> upgraded = Fed1Upgrade.upgrade(schemas);
        upgraded.forEach(schema -> SubgraphRules.check(schema, findings));
        return findings.hasErrors()
                ? null
                : merged(upgraded.stream().map(Member::of).toList());
    }

    private @Nullable Supergraph merged(List<Member> members) {
        InterfaceObjectRules.check(members, findings);
        Supergraph supergraph = new Merge(members, findings).merge();
        if (findings.hasErrors() || supergraph == null) {
            return null;
        }
        MergedRules.check(supergraph, findings);
        AccessRules.check(supergraph, findings);
        InaccessibleRules.check(supergraph, findings);
        if (findings.hasErrors()) {
            return null;
        }
        ApiSchema.check(supergraph, findings);
        if (findings.hasErrors()) {
            return null;
        }
        Satisfiability.check(supergraph, findings);
        return supergraph;
    }

    private void checkNames(List<SubgraphSdl> subgraphs) {
        if (subgraphs.isEmpty() || subgraphs.size() > MAX_SUBGRAPHS) {
            String message = "give 1 to " + MAX_SUBGRAPHS + " subgraphs, not " + subgraphs.size();
            findings.error(Code.INVALID_SUBGRAPH_NAME, "", List.of(), message);
        }
        Set<String> names = new HashSet<>();
        for (SubgraphSdl subgraph : subgraphs) {
            String name = subgraph.name();
            if (name.isBlank() || name.equals("_") || name.startsWith("__")) {
                findings.error(Code.INVALID_SUBGRAPH_NAME, "", name, "\"" + name + "\" cannot name a subgraph");
            }
            if (!names.add(name)) {
                findings.error(Code.INVALID_SUBGRAPH_NAME, "", name, "two subgraphs are named \"" + name + "\"");
            }
        }
    }
}
