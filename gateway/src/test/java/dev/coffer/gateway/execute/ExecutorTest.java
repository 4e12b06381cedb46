package dev.coffer.gateway.execute;

import static dev.coffer.gateway.execute.PlanFixtures.ID;
import static dev.coffer.gateway.execute.PlanFixtures.STRING;
import static dev.coffer.gateway.execute.PlanFixtures.call;
import static dev.coffer.gateway.execute.PlanFixtures.entities;
import static dev.coffer.gateway.execute.PlanFixtures.field;
import static dev.coffer.gateway.execute.PlanFixtures.key;
import static dev.coffer.gateway.execute.PlanFixtures.leaf;
import static dev.coffer.gateway.execute.PlanFixtures.listOf;
import static dev.coffer.gateway.execute.PlanFixtures.nonNull;
import static dev.coffer.gateway.execute.PlanFixtures.object;
import static dev.coffer.gateway.execute.PlanFixtures.path;
import static dev.coffer.gateway.execute.PlanFixtures.plan;
import static dev.coffer.gateway.execute.PlanFixtures.required;
import static dev.coffer.gateway.execute.PlanFixtures.root;
import static dev.coffer.gateway.execute.PlanFixtures.selection;
import static dev.coffer.gateway.execute.PlanFixtures.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.plan.Condition;
import dev.coffer.gateway.plan.EntityCall;
import dev.coffer.gateway.plan.ObjectPath;
import dev.coffer.gateway.plan.OutputField;
import dev.coffer.gateway.plan.OutputSelection;
import dev.coffer.gateway.plan.OutputType;
import dev.coffer.gateway.plan.Plan;
import dev.coffer.gateway.plan.Representation;
import dev.coffer.gateway.plan.RepresentationField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExecutorTest {
    private static final SubgraphStreams NO_STREAMS = (call, listener) -> {
        throw new AssertionError("no subscription was asked for");
    };

    private final InMemorySubgraphs subgraphs = new InMemorySubgraphs();

    /** users { id name city }, where city comes from another subgraph by id. */
    private static Plan usersWithCities(OutputType cityType, OutputType userType) {
        return plan(
                selection(
                        "Query",
                        field(
                                "users",
                                listOf(
                                        userType instanceof OutputType.NonNull
                                                ? nonNull(user(cityType))
                                                : user(cityType)))),
                root(0, "auth", leaf("users")),
                entities(1, "places", Set.of(0), call("User", List.of(path("users")), key("id"), leaf("city"))));
    }

    private static OutputType user(OutputType cityType) {
        return object("User", field("id", ID), field("name", STRING), field("city", cityType));
    }

    private static final OutputType NULLABLE_USER = STRING;

    @Test
    void entities_are_asked_once_for_each_representation_and_fanned_out() {
        subgraphs.answer(
                "auth",
                "{\"data\":{\"users\":[{\"id\":\"1\",\"name\":\"Ada\"},{\"id\":\"2\",\"name\":\"Bob\"},"
                        + "{\"id\":\"1\",\"name\":\"Ada\"}]}}");
        subgraphs.answer("places", "{\"data\":{\"_entities\":[{\"city\":\"Oslo\"},{\"city\":\"Rome\"}]}}");

        String answer = run(usersWithCities(STRING, NULLABLE_USER));

        assertThat(answer)
                .isEqualTo("{\"data\":{\"users\":[{\"id\":\"1\",\"name\":\"Ada\",\"city\":\"Oslo\"},"
                        + "{\"id\":\"2\",\"name\":\"Bob\",\"city\":\"Rome\"},"
                        + "{\"id\":\"1\",\"name\":\"Ada\",\"city\":\"Oslo\"}]}}");
        assertThat(subgraphs.calls().getLast())
                .isEqualTo("places {\"representations\":[{\"__typename\":\"User\",\"id\":\"1\"},"
                        + "{\"__typename\":\"User\",\"id\":\"2\"}]}");
    }

    @Test
    void numbers_and_texts_leave_exactly_as_they_came() {
        String value = "{\"big\":12345678901234567890.1234567890,\"text\":\"\\u00e9\\n\\\"é\"}";
        subgraphs.answer("auth", "{\"data\":{\"any\":" + value + ",\"id\":9007199254740993}}");
        Plan plan = plan(
                selection("Query", field("any", new OutputType.Scalar("Json")), field("id", ID)),
                root(0, "auth", leaf("any"), leaf("id")));

        assertThat(run(plan)).isEqualTo("{\"data\":{\"any\":" + value + ",\"id\":\"9007199254740993\"}}");
    }

    @Test
    void an_object_without_its_key_is_skipped_without_an_error() {
        subgraphs.answer("auth", "{\"data\":{\"users\":[{\"id\":null,\"name\":\"Ada\"},null]}}");
        Plan plan = plan(
                selection(
                        "Query", field("users", listOf(object("User", field("name", STRING), field("city", STRING))))),
                root(0, "auth", leaf("users")),
                entities(1, "places", Set.of(0), call("User", List.of(path("users")), key("id"), leaf("city"))));

        assertThat(run(plan)).isEqualTo("{\"data\":{\"users\":[{\"name\":\"Ada\",\"city\":null},null]}}");
        assertThat(subgraphs.calls()).hasSize(1);
    }

    @Test
    void a_required_null_is_sent_but_a_required_field_that_failed_is_not() {
        subgraphs.answer(
                "auth",
                "{\"data\":{\"users\":[{\"id\":null},{\"id\":null}]},\"errors\":"
                        + "[{\"message\":\"no\",\"path\":[\"users\",0,\"id\"],\"extensions\":{\"code\":\"X\"}}]}");
        subgraphs.answer("places", "{\"data\":{\"_entities\":[{\"city\":\"Oslo\"}]}}");
        Plan plan = plan(
                selection("Query", field("users", listOf(object("User", field("city", STRING))))),
                root(0, "auth", leaf("users")),
                entities(1, "places", Set.of(0), call("User", List.of(path("users")), required("id"), leaf("city"))));

        String answer = run(plan);

        assertThat(answer).startsWith("{\"data\":{\"users\":[{\"city\":null},{\"city\":\"Oslo\"}]},\"errors\":[");
        assertThat(subgraphs.calls().getLast())
                .isEqualTo("places {\"representations\":[{\"__typename\":\"User\",\"id\":null}]}");
    }

    @Test
    void an_error_of_an_entity_is_told_at_every_place_of_it_and_by_the_clients_names() {
        subgraphs.answer("auth", "{\"data\":{\"a\":{\"id\":\"1\"},\"b\":{\"id\":\"1\"}}}");
        subgraphs.answer(
                "places",
                "{\"data\":{\"_entities\":[{\"__a0\":null}]},\"errors\":[{\"message\":\"lost\","
                        + "\"path\":[\"_entities\",0,\"__a0\",\"hidden\"],\"extensions\":{\"code\":\"NOT_FOUND\","
                        + "\"classification\":\"NOT_FOUND\",\"correlationId\":\"theirs\",\"stacktrace\":[\"x\"]}}]}");
        OutputType user = object("User", field("town", "__a0", STRING));
        Plan plan = plan(
                selection("Query", field("a", user), field("b", user)),
                root(0, "auth", leaf("a"), leaf("b")),
                entities(1, "places", Set.of(0), call("User", List.of(path("a"), path("b")), key("id"), leaf("__a0"))));

        String extensions = "\"extensions\":{\"code\":\"NOT_FOUND\",\"classification\":\"NOT_FOUND\","
                + "\"correlationId\":\"theirs\"}}";
        assertThat(run(plan))
                .isEqualTo("{\"data\":{\"a\":{\"town\":null},\"b\":{\"town\":null}},\"errors\":["
                        + "{\"message\":\"lost\",\"path\":[\"a\",\"town\"]," + extensions + ","
                        + "{\"message\":\"lost\",\"path\":[\"b\",\"town\"]," + extensions + "]}");
    }

    @Test
    void a_subgraph_that_is_away_costs_its_fields_and_nothing_else_and_is_not_named() {
        subgraphs.answer("auth", "{\"data\":{\"users\":[{\"id\":\"1\",\"name\":\"Ada\"}]}}");
        subgraphs.fail("places", SubgraphReply.Reason.UNREACHABLE);

        String answer = run(usersWithCities(nonNull(STRING), NULLABLE_USER));

        assertThat(answer)
                .startsWith(
                        "{\"data\":{\"users\":[null]},\"errors\":[{\"message\":\"This part of the answer is missing:")
                .contains("\"path\":[\"users\",0],\"extensions\":{\"code\":\"DOWNSTREAM_SERVICE_ERROR\","
                        + "\"classification\":\"UNAVAILABLE\",\"correlationId\":\"corr-1\"}")
                .doesNotContain("places")
                .doesNotContain("db-7")
                .containsOnlyOnce("message");
    }

    @Test
    void null_where_the_schema_says_never_rises_to_the_next_nullable_place_with_one_error() {
        subgraphs.answer("auth", "{\"data\":{\"users\":[{\"id\":\"1\",\"name\":\"Ada\"}]}}");
        subgraphs.answer("places", "{\"data\":{\"_entities\":[{\"city\":null}]}}");

        String answer = run(usersWithCities(nonNull(STRING), nonNull(STRING)));

        assertThat(answer)
                .startsWith("{\"data\":{\"users\":null},\"errors\":[")
                .contains("\"path\":[\"users\",0,\"city\"],\"extensions\":{\"code\":\"DOWNSTREAM_INVALID_DATA\"")
                .containsOnlyOnce("message");
    }

    @Test
    void an_answer_that_is_no_graphql_is_one_downstream_error() {
        for (String body : List.of("<html>502</html>", "[]", "{}", "{\"data\":{\"name\":\"A", "")) {
            subgraphs.reply("auth", 502, body);
            String answer = run(plan(selection("Query", field("name", STRING)), root(0, "auth", leaf("name"))));
            assertThat(answer)
                    .as(body)
                    .startsWith("{\"data\":{\"name\":null},\"errors\":[")
                    .contains("\"path\":[\"name\"]")
                    .contains("DOWNSTREAM_SERVICE_ERROR")
                    .containsOnlyOnce("message");
        }
    }

    @Test
    void values_of_another_type_than_the_schema_says_are_not_passed_on() {
        subgraphs.answer("auth", "{\"data\":{\"a\":1,\"b\":\"x\",\"c\":{},\"d\":\"SECRET\",\"e\":\"x\"}}");
        Plan plan = plan(
                selection(
                        "Query",
                        field("a", STRING),
                        field("b", new OutputType.Scalar("Int")),
                        field("c", listOf(STRING)),
                        field("d", new OutputType.Enumeration("E", Set.of("OPEN"))),
                        field("e", object("T", field("x", STRING)))),
                root(0, "auth", leaf("a")));

        assertThat(run(plan))
                .startsWith("{\"data\":{\"a\":null,\"b\":null,\"c\":null,\"d\":null,\"e\":null},\"errors\":[");
    }

    @Test
    void a_fetch_starts_as_soon_as_its_own_inputs_are_there() {
        subgraphs.answer("auth", "{\"data\":{\"a\":{\"id\":\"1\"}}}");
        subgraphs.answer("slow", "{\"data\":{\"s\":\"late\"}}");
        subgraphs.answer("places", "{\"data\":{\"_entities\":[{\"city\":\"Oslo\"}]}}");
        subgraphs.hold("slow");
        Plan plan = plan(
                selection("Query", field("a", object("User", field("city", STRING))), field("s", STRING)),
                root(0, "auth", leaf("a")),
                root(1, "slow", leaf("s")),
                entities(2, "places", Set.of(0), call("User", List.of(path("a")), key("id"), leaf("city"))));
        List<String> answers = new ArrayList<>();

        start(plan, new JsonObject(), answers);

        assertThat(subgraphs.calls()).hasSize(3);
        assertThat(answers).isEmpty();
        subgraphs.release("slow");
        assertThat(answers).containsExactly("{\"data\":{\"a\":{\"city\":\"Oslo\"},\"s\":\"late\"}}");
    }

    @Test
    void a_condition_that_does_not_hold_saves_the_call_and_the_field() {
        subgraphs.answer("auth", "{\"data\":{\"a\":{\"id\":\"1\"}}}");
        Condition wanted = Condition.of("withCity", true);
        OutputField city = new OutputField("city", "city", "User.city", STRING, OutputField.Source.RESPONSE, wanted);
        Plan plan = plan(
                selection("Query", field("a", object("User", field("id", ID), city))),
                root(0, "auth", leaf("a")),
                when(
                        wanted,
                        entities(1, "places", Set.of(0), call("User", List.of(path("a")), key("id"), leaf("city")))));
        List<String> answers = new ArrayList<>();

        start(plan, new JsonObject().put("withCity", JsonScalar.FALSE), answers);

        assertThat(answers).containsExactly("{\"data\":{\"a\":{\"id\":\"1\"}}}");
        assertThat(subgraphs.calls()).hasSize(1);
    }

    @Test
    void objects_of_an_abstract_type_are_represented_and_printed_by_their_own_type() {
        subgraphs.answer(
                "search",
                "{\"data\":{\"found\":[{\"__typename\":\"User\",\"id\":\"1\"},{\"__typename\":\"Bank\",\"bic\":\"B\"},"
                        + "{\"__typename\":\"Hidden\"}]}}");
        subgraphs.answer("places", "{\"data\":{\"_entities\":[{\"city\":\"Oslo\"},{\"city\":\"Rome\"}]}}");
        LinkedHashMap<String, List<OutputField>> byType = new LinkedHashMap<>();
        OutputField typename = new OutputField(
                "kind", "__typename", "T.__typename", nonNull(STRING), OutputField.Source.TYPENAME, Condition.ALWAYS);
        byType.put("User", List.of(typename, field("city", STRING)));
        byType.put("Bank", List.of(field("city", STRING)));
        OutputType found = new OutputType.Composite(new OutputSelection("Found", true, byType));
        EntityCall call = new EntityCall(
                "_entities",
                "representations",
                List.of(new ObjectPath(List.of(new ObjectPath.Step("found", Set.of("User", "Bank"))))),
                List.of(
                        new Representation(Set.of("User"), "User", List.of(key("id"))),
                        new Representation(
                                Set.of("Bank"),
                                "Bank",
                                List.of(new RepresentationField(
                                        "bic", "bic", RepresentationField.Role.KEY, Set.of(), List.of())))),
                List.of(leaf("city")));

        String answer = run(plan(
                selection("Query", field("found", listOf(found))),
                root(0, "search", leaf("found")),
                entities(1, "places", Set.of(0), call)));

        assertThat(answer)
                .isEqualTo("{\"data\":{\"found\":[{\"kind\":\"User\",\"city\":\"Oslo\"},{\"city\":\"Rome\"},null]}}");
    }

    @Test
    void equal_entities_at_two_places_do_not_share_what_is_merged_later() {
        subgraphs.answer("auth", "{\"data\":{\"a\":{\"id\":\"1\"},\"b\":{\"id\":\"1\"}}}");
        subgraphs.answer("profiles", "{\"data\":{\"_entities\":[{\"profile\":{\"id\":\"p\"}}]}}");
        subgraphs.answer("left", "{\"data\":{\"_entities\":[{\"x\":\"left\"}]}}");
        subgraphs.answer("right", "{\"data\":{\"_entities\":[{\"x\":\"right\"}]}}");
        OutputType user = object("User", field("profile", object("Profile", field("x", STRING))));

        String answer = run(plan(
                selection("Query", field("a", user), field("b", user)),
                root(0, "auth", leaf("a"), leaf("b")),
                entities(1, "profiles", Set.of(0), call("User", List.of(path("a"), path("b")), key("id"), leaf("p"))),
                entities(2, "left", Set.of(1), call("Profile", List.of(path("a", "profile")), key("id"), leaf("x"))),
                entities(3, "right", Set.of(1), call("Profile", List.of(path("b", "profile")), key("id"), leaf("x")))));

        assertThat(answer)
                .isEqualTo("{\"data\":{\"a\":{\"profile\":{\"x\":\"left\"}},\"b\":{\"profile\":{\"x\":\"right\"}}}}");
    }

    private String run(Plan plan) {
        List<String> answers = new ArrayList<>();
        start(plan, new JsonObject(), answers);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    private void start(Plan plan, JsonObject variables, List<String> answers) {
        ExecutionRequest request = new ExecutionRequest(
                new Executable(plan), variables, null, new ForwardedHeaders(null, "corr-1", null), 1_000_000_000L);
        new Executor(subgraphs, NO_STREAMS, FetchObserver.SILENT, () -> 0L)
                .execute(request, answer -> answers.add(answer.body().toText()));
    }
}
