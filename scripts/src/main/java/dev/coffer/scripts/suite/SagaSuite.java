package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Sagas as those see them who look after the system: a registration comes to its end, is shown, and cannot be undone behind it. */
final class SagaSuite {

    private static final String SAGAS = """
            query S($name: String!) {
              authSagas(filter: { name: $name }, first: 20) {
                nodes { id key state step history { step what } }
                pageInfo { hasNextPage }
              }
            }""";
    private static final String CANCEL = """
            mutation C($id: ID!) {
              authCancelSaga(input: { id: $id, reason: "an attempt" }) {
                __typename
                ... on Saga { id }
                ... on Refusal { code message field }
              }
            }""";
    private static final String RETRY = """
            mutation R($id: ID!) {
              authRetrySaga(input: { id: $id }) {
                __typename
                ... on Saga { id }
                ... on Refusal { code message field }
              }
            }""";

    private final Staff staff;
    private final Person admin;
    private final Person ann;
    private String sagaId = "";

    SagaSuite(GatewayClient client, Staff staff) {
        this.staff = staff;
        this.admin = Person.unknown(client, "admin");
        this.ann = Person.unknown(client, "ann");
    }

    Suite suite() {
        return new Suite("saga")
                .step("a user registers, and an administrator signs in", () -> {
                    staff.join(admin, "user", "admin");
                    ann.join("Ann");
                })
                .step("the user's registration is shown, completed, with its history", () -> {
                    JsonNode saga = registrationOf(ann.id());
                    Check.equal("COMPLETED", saga.path("state").asString(), "the state");
                    Check.equal("activate", saga.path("step").asString(), "the last step");
                    Check.equal("STARTED", saga.at("/history/0/what").asString(), "the first line of the history");
                    sagaId = saga.path("id").asString();
                })
                .step("what has ended is neither cancelled nor retried", () -> {
                    Answer cancelled = admin.ask(CANCEL, Map.of("id", sagaId)).ok();
                    Answer retried = admin.ask(RETRY, Map.of("id", sagaId)).ok();
                    Check.equal("SAGA_ENDED", cancelled.text("/authCancelSaga/code"), "the refusal to cancel");
                    Check.equal("SAGA_ENDED", retried.text("/authRetrySaga/code"), "the refusal to retry");
                })
                .step(
                        "a saga that there is not is not found",
                        () -> Check.error(admin.ask(CANCEL, Map.of("id", "nosuch")), "NOT_FOUND"))
                .step(
                        "users see no sagas",
                        () -> Check.error(ann.ask(SAGAS, Map.of("name", "registration")), "FORBIDDEN"))
                .step("every service has the fields", () -> {
                    Answer sagas = admin.ask("{ paymentSagas { nodes { id } } notificationSagas { nodes { id } }"
                            + " kycSagas { nodes { id } } bonusSagas { nodes { id } } }");
                    Check.equal("false", Boolean.toString(sagas.hasErrors()), "errors");
                });
    }

    private JsonNode registrationOf(String userId) {
        Answer sagas = admin.ask(SAGAS, Map.of("name", "registration")).ok();
        for (JsonNode saga : sagas.at("/authSagas/nodes")) {
            if (saga.path("key").asString().equals(userId)) {
                return saga;
            }
        }
        throw new AssertionError("The registration of " + userId + " is not among " + sagas.shown());
    }
}
