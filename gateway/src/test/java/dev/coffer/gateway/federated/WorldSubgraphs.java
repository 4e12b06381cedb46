package dev.coffer.gateway.federated;

import dev.coffer.gateway.execute.SubgraphCall;
import dev.coffer.gateway.execute.SubgraphClient;
import dev.coffer.gateway.execute.SubgraphReply;
import dev.coffer.gateway.federated.World.Decl;
import dev.coffer.gateway.federated.World.Field;
import dev.coffer.gateway.federated.World.Key;
import dev.coffer.gateway.federated.World.Pick;
import dev.coffer.gateway.federated.World.Presence;
import dev.coffer.gateway.federated.World.Role;
import dev.coffer.gateway.federated.WorldData.Thing;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The subgraphs of a {@link World}, run by graphql-java. Strict: whoever asks what a subgraph cannot know, or leaves out
 * what it has to be sent, is put down in {@link #violations()}. Answers come in any order, as the choices say.
 */
final class WorldSubgraphs implements SubgraphClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final World world;
    private final WorldData data;
    private final Choices choices;
    private final Map<String, GraphQL> running = new HashMap<>();
    private final List<Runnable> replies = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * An object as one subgraph has it.
     *
     * @param sent the representation that it came by, empty if it came by a field
     * @param provided what the field above provides
     */
    private record Seen(Thing thing, Map<String, ?> sent, List<Pick> provided) {}

    WorldSubgraphs(World world, Choices choices) {
        this.world = world;
        this.data = new WorldData(world);
        this.choices = choices;
    }

    List<String> violations() {
        return violations;
    }

    /** Lets answers arrive until nobody waits for one. */
    void answerAll() {
        while (!replies.isEmpty()) {
            replies.remove(choices.below(replies.size())).run();
        }
    }

    @Override
    public void send(SubgraphCall call, Consumer<SubgraphReply> done) {
        byte[] answer = answer(call);
        replies.add(() -> done.accept(new SubgraphReply.Answered(200, answer)));
    }

    @SuppressWarnings("unchecked")
    private byte[] answer(SubgraphCall call) {
        Map<String, Object> body = JSON.readValue(call.body(), Map.class);
        String query = String.valueOf(body.get("query"));
        ExecutionInput input = ExecutionInput.newExecutionInput(query)
                .variables((Map<String, Object>) Objects.requireNonNull(body.get("variables")))
                .build();
        Map<String, Object> answer = graphQl(call.subgraph()).execute(input).toSpecification();
        if (!answer.containsKey("data")) {
            violations.add(call.subgraph() + " refuses " + query + ": " + answer.get("errors"));
        }
        return JSON.writeValueAsBytes(answer);
    }

    private GraphQL graphQl(String subgraph) {
        return running.computeIfAbsent(
                subgraph,
                name -> Schemas.executable(
                        new WorldSdl(world).executable(name), env -> fetch(name, env), WorldSubgraphs::typeOf));
    }

    private static String typeOf(Object value) {
        return ((Seen) value).thing().type();
    }

    private @Nullable Object fetch(String subgraph, DataFetchingEnvironment env) {
        String name = env.getField().getName();
        if (name.equals("_entities")) {
            List<Map<String, Object>> representations = Objects.requireNonNull(env.getArgument("representations"));
            return representations.stream().map(sent -> entity(subgraph, sent)).toList();
        }
        String type = ((GraphQLObjectType) env.getParentType()).getName();
        Seen seen = env.getSource() instanceof Seen source
                ? source
                : new Seen(new Thing(World.QUERY, "root"), Map.of(), List.of());
        Object key = type.equals(World.QUERY) ? null : WorldData.keyValue(seen.thing(), name);
        if (key != null) {
            return see(key, List.of());
        }
        return field(subgraph, type, seen, name, env.getArgument("n"));
    }

    private @Nullable Object field(String subgraph, String type, Seen seen, String name, @Nullable Integer argument) {
        Field field = Objects.requireNonNull(world.field(type, name), type + "." + name);
        Decl decl = Objects.requireNonNull(world.presence(subgraph, type).fields.get(name), type + "." + name);
        Pick provided = seen.provided().stream()
                .filter(pick -> pick.name().equals(name)
                        && (pick.on().isEmpty() || pick.on().equals(seen.thing().type())))
                .findFirst()
                .orElse(null);
        if (decl.role() != Role.RESOLVED && provided == null) {
            violations.add(subgraph + " is asked for " + type + "." + name + ", which it does not resolve here");
        }
        if (provided == null) {
            decl.requires().forEach(pick -> checkSent(subgraph, type + "." + name, seen.sent(), pick));
        }
        Object value = provided == null && !decl.requires().isEmpty() && WorldData.isDerived(field)
                ? WorldData.derived(field, sent(seen.sent(), decl.requires()))
                : provided == null
                        ? data.value(seen.thing(), type, field, argument)
                        : data.resolve(seen.thing(), type, field, argument);
        List<Pick> below = new ArrayList<>(decl.provides());
        if (provided != null) {
            below.addAll(provided.below());
        }
        return see(value, below);
    }

    private static Map<String, ?> sent(Map<String, ?> representation, List<Pick> picks) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Pick pick : picks) {
            boolean matches = pick.on().isEmpty() || pick.on().equals(representation.get("__typename"));
            if (matches) {
                values.put(pick.name(), sent(representation.get(pick.name()), pick.below()));
            }
        }
        return new TreeMap<>(values);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object sent(@Nullable Object value, List<Pick> below) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(sent(item, below)));
            return items;
        }
        return value instanceof Map<?, ?> object ? sent((Map<String, ?>) object, below) : value;
    }

    private void checkSent(String subgraph, String field, Map<String, ?> sent, Pick pick) {
        if (!sent.containsKey(pick.name())) {
            violations.add(subgraph + " resolves " + field + " without its requirement " + pick + ": " + sent);
        }
    }

    private @Nullable Object see(@Nullable Object value, List<Pick> provided) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(see(item, provided)));
            return items;
        }
        return value instanceof Thing thing ? new Seen(thing, Map.of(), provided) : value;
    }

    private Seen entity(String subgraph, Map<String, ?> sent) {
        String type = String.valueOf(sent.get("__typename"));
        Presence presence = world.find(subgraph, type);
        if (presence == null) {
            violations.add(subgraph + " does not have " + type + ": " + sent);
            return new Seen(new Thing(type, "?"), sent, List.of());
        }
        // Without a key to find objects by, those that come from here come back by one that only names them, to bring
        // requirements.
        boolean isClosed = presence.keys.stream().noneMatch(Key::isResolvable);
        boolean isKnown = presence.keys.stream().anyMatch(key -> (key.isResolvable() || isClosed) && has(sent, key));
        if (!isKnown) {
            violations.add(subgraph + " cannot find by any key " + sent);
        }
        String id = id(sent);
        boolean isInterface = world.type(type).kind() == World.Kind.INTERFACE && !presence.isInterfaceObject;
        return new Seen(new Thing(isInterface ? WorldData.typeOf(id) : type, id), sent, List.of());
    }

    private static boolean has(Map<String, ?> sent, Key key) {
        return key.picks().stream()
                .allMatch(pick -> pick.name().equals("tag")
                        ? sent.get("tag") instanceof Map<?, ?> tag && tag.get("label") != null
                        : sent.get(pick.name()) != null);
    }

    private static String id(Map<String, ?> sent) {
        Object label = sent.get("tag") instanceof Map<?, ?> tag ? tag.get("label") : null;
        Object any = sent.get("id") != null ? sent.get("id") : sent.get("sku") != null ? sent.get("sku") : label;
        return String.valueOf(any).replaceFirst("^(sku|label)-", "");
    }
}
