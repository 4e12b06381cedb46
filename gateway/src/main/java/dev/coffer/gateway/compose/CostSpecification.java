package dev.coffer.gateway.compose;

import java.util.List;

/** What a supergraph document must bring along for {@code @cost} and {@code @listSize}. See https://specs.apollo.dev. */
final class CostSpecification {
    private static final String LINK =
            "@link(url: \"https://specs.apollo.dev/cost/v0.1\", import: [\"@cost\", \"@listSize\"])";
    private static final String DEFINITIONS = """
            directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR

            directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
            """;

    private CostSpecification() {}

    static List<String> links(Supergraph supergraph) {
        return supergraph.saysCosts() ? List.of(LINK) : List.of();
    }

    static List<String> definitions(Supergraph supergraph) {
        return supergraph.saysCosts() ? List.of(DEFINITIONS) : List.of();
    }
}
