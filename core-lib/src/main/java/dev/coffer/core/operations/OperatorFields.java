package dev.coffer.core.operations;

import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;

/** The fields that every service has for operators, named after it: {@code authDeadLetters}. */
final class OperatorFields {

    private static final String SCHEMA = """
        extend type Query {
            "Events that consumers of this service could not handle, the oldest first; those of the caller's tenant."
            %1$sDeadLetters(
                "Only those of one consumer. Example: \\"payment-wallets\\""
                consumer: String
                "How many after the cursor, 1 to 100."
                first: Int
                "The cursor that the page follows; without it the page starts the list."
                after: String
                "How many before the cursor, 1 to 100."
                last: Int
                "The cursor that the page goes up to; without it the page ends the list."
                before: String
            ): DeadLetterConnection! @permission(urn: "events:read:all")
            "Replays that were asked for, the newest first; those of the caller's tenant."
            %1$sEventReplays(
                "How many after the cursor, 1 to 100."
                first: Int
                "The cursor that the page follows; without it the page starts the list."
                after: String
                "How many before the cursor, 1 to 100."
                last: Int
                "The cursor that the page goes up to; without it the page ends the list."
                before: String
            ): EventReplayConnection! @permission(urn: "events:read:all")
            "One replay of the caller's tenant, and how far it has come."
            %1$sEventReplay(
                "Its id. Example: \\"01a1ff50-3de0-794b-9b85-3b382b748296\\""
                id: ID!
            ): EventReplay! @permission(urn: "events:read:all")
        }

        extend type Mutation {
            "Has one more try made, and lets those follow that wait behind it."
            %1$sRetryDeadLetter(input: RetryDeadLetterInput!): RetryDeadLetterResult!
                @permission(urn: "events:retry:all")
            "Gives an event up for its consumer, and lets those follow that wait behind it."
            %1$sDiscardDeadLetter(input: DiscardDeadLetterInput!): DiscardDeadLetterResult!
                @permission(urn: "events:discard:all")
            "Tells one consumer again what this service told before; those events of the caller's tenant. Answers at once."
            %1$sReplayEvents(input: ReplayEventsInput!): ReplayEventsResult!
                @permission(urn: "events:replay:all")
            "Calls a replay off; what it has told stays told."
            %1$sCancelEventReplay(input: CancelEventReplayInput!): CancelEventReplayResult!
                @permission(urn: "events:replay:all")
        }
        """;

    private final ServiceName service;

    OperatorFields(ServiceName service) {
        this.service = service;
    }

    String deadLetters() {
        return service.prefix() + "DeadLetters";
    }

    String retryDeadLetter() {
        return service.prefix() + "RetryDeadLetter";
    }

    String discardDeadLetter() {
        return service.prefix() + "DiscardDeadLetter";
    }

    String replayEvents() {
        return service.prefix() + "ReplayEvents";
    }

    String cancelEventReplay() {
        return service.prefix() + "CancelEventReplay";
    }

    String eventReplays() {
        return service.prefix() + "EventReplays";
    }

    String eventReplay() {
        return service.prefix() + "EventReplay";
    }

    TypeDefinitionRegistry schema() {
        return new SchemaParser().parse(SCHEMA.formatted(service.prefix()));
    }
}
