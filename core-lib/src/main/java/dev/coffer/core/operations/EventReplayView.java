package dev.coffer.core.operations;

import dev.coffer.core.graphql.GraphQlName;

/** The GraphQL type {@code EventReplay}. */
@GraphQlName("EventReplay")
record EventReplayView(int events) {}
