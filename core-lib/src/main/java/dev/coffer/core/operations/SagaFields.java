package dev.coffer.core.operations;

import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;

/** The fields that every service has for those who look after its sagas, named after it: {@code authSagas}. */
final class SagaFields {

    private static final String SCHEMA = """
        extend type Query {
            "Sagas of this service, the newest first; those of the caller's tenant."
            %1$sSagas(
                "Which sagas; all when left out."
                filter: SagaFilter
                "How many after the cursor, 1 to 100."
                first: Int
                "The cursor that the page follows; without it the page starts the list."
                after: String
                "How many before the cursor, 1 to 100."
                last: Int
                "The cursor that the page goes up to; without it the page ends the list."
                before: String
            ): SagaConnection! @permission(urn: "saga:read:all")
            "One saga of the caller's tenant with its history."
            %1$sSaga(
                "Its id. Example: \\"01a1ff50-3de0-794b-9b85-3b382b748296\\""
                id: ID!
            ): Saga! @permission(urn: "saga:read:all")
        }

        extend type Mutation {
            "Has a saga that needs attention go on the way it went."
            %1$sRetrySaga(
                "Which saga."
                input: RetrySagaInput!
            ): RetrySagaResult! @permission(urn: "saga:retry:all")
            "Has a saga undo what it did, as soon as the step under way has come to an end."
            %1$sCancelSaga(
                "Which saga, and why."
                input: CancelSagaInput!
            ): CancelSagaResult! @permission(urn: "saga:cancel:all")
        }
        """;

    private final ServiceName service;

    SagaFields(ServiceName service) {
        this.service = service;
    }

    String sagas() {
        return service.prefix() + "Sagas";
    }

    String saga() {
        return service.prefix() + "Saga";
    }

    String retrySaga() {
        return service.prefix() + "RetrySaga";
    }

    String cancelSaga() {
        return service.prefix() + "CancelSaga";
    }

    TypeDefinitionRegistry schema() {
        return new SchemaParser().parse(SCHEMA.formatted(service.prefix()));
    }
}
