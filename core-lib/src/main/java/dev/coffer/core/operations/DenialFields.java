package dev.coffer.core.operations;

import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;

/** The field that every service has for those who look after what it denied, named after it: {@code authDenials}. */
final class DenialFields {

    private static final String SCHEMA = """
        extend type Query {
            "What the policy denied to users of the caller's tenant in the last 90 days, the newest first. Those of the last second may be missing."
            %1$sDenials(
                "Which denials; all when left out."
                filter: DenialFilter
                "How many after the cursor, 1 to 100."
                first: Int
                "The cursor that the page follows; without it the page starts the list."
                after: String
                "How many before the cursor, 1 to 100."
                last: Int
                "The cursor that the page goes up to; without it the page ends the list."
                before: String
            ): DenialConnection! @permission(urn: "denial:read:all")
        }
        """;

    private final ServiceName service;

    DenialFields(ServiceName service) {
        this.service = service;
    }

    String denials() {
        return service.prefix() + "Denials";
    }

    TypeDefinitionRegistry schema() {
        return new SchemaParser().parse(SCHEMA.formatted(service.prefix()));
    }
}
