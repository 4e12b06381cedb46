package dev.coffer.gateway.federated;

import dev.coffer.gateway.compose.SubgraphSdl;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A shop whose fields depend on who looks: as two subgraphs, where arguments come from contexts, and as one service, which hands objects
 * down that set a context.
 */
final class ContextShop {
    static final String SHOP = "shop";
    static final String PEOPLE = "people";
    static final int MANY = 70;

    private static final String LINK = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.8\","
            + " import: [\"@key\", \"@context\", \"@fromContext\", \"@external\", \"@shareable\"])\n";
    private static final String DIRECTIVES = """
            directive @key(fields: String!) repeatable on OBJECT
            directive @external on FIELD_DEFINITION
            directive @context(name: String!) repeatable on OBJECT | INTERFACE | UNION
            directive @fromContext(field: String) on ARGUMENT_DEFINITION
            scalar _Any
            """;

    private static final Map<String, String> SUBGRAPHS = Map.of(
            SHOP, """
                    type Query { viewers: [Viewer!]! many: [Viewer!]! actors: [Actor] results: [Result!]! }
                    type Viewer @key(fields: "id") @context(name: "viewer") {
                      id: ID! settings: Settings tags: [String!] locale: String @external cart: [Item!]! guest: Viewer
                      shops: [Shop!]! }
                    type Settings { currency: String }
                    type Shop @context(name: "shop") { city: String! offers: [Offer!]! }
                    type Offer @key(fields: "id") { id: ID!
                      both(currency: String @fromContext(field: "$viewer { settings { currency } }"),
                        city: String @fromContext(field: "$shop { city }")): String }
                    type Item @key(fields: "id") { id: ID! name: String!
                      price(currency: String @fromContext(field: "$viewer { settings { currency } }"), digits: Int = 2): String
                      greeting(locale: String @fromContext(field: "$viewer { locale }")): String
                      tagged(tags: [String] @fromContext(field: "$viewer { tags }")): String
                      related: [Item!] }
                    interface Actor @context(name: "actor") { name: String badge: Badge }
                    type Human implements Actor { name: String badge: Badge }
                    type Robot implements Actor { name: String badge: Badge model: String }
                    type Badge @key(fields: "id") { id: ID!
                      text(name: String @fromContext(field: "$actor { name }")): String }
                    union Result @context(name: "result") = Book | Film
                    type Book { title: String note: Note }
                    type Film { name: String note: Note }
                    type Note @key(fields: "id") { id: ID!
                      line(title: String @fromContext(field: "$result ... on Book { title } ... on Film { name }")): String }
                    """,
            PEOPLE, """
                    type Query { people: Int }
                    type Viewer @key(fields: "id") { id: ID! locale: String }
                    type Item @key(fields: "id") { id: ID! stock: Int }
                    """);
    private static final Map<String, String> ENTITIES =
            Map.of(SHOP, "Viewer | Offer | Item | Badge | Note", PEOPLE, "Viewer | Item");

    /** By type, the contexts that it sets. */
    private static final Map<String, String> SETS = Map.of(
            "Viewer", "viewer", "Shop", "shop", "Human", "actor", "Robot", "actor", "Book", "result", "Film", "result");

    /** By field, its arguments from contexts, with the ways to what they read: one of each fits. */
    private static final Map<String, Map<String, List<String>>> READS = Map.of(
            "Offer.both", Map.of("currency", List.of("viewer.settings.currency"), "city", List.of("shop.city")),
            "Item.price", Map.of("currency", List.of("viewer.settings.currency")),
            "Item.greeting", Map.of("locale", List.of("viewer.locale")),
            "Item.tagged", Map.of("tags", List.of("viewer.tags")),
            "Badge.text", Map.of("name", List.of("actor.name")),
            "Note.line", Map.of("title", List.of("result.title", "result.name")));

    private final Map<String, Map<String, Object>> entities = new HashMap<>();
    private final Map<String, Object> root = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    ContextShop() {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            items.add(thing("Item", "i" + i, Map.of("name", "item " + i, "stock", i)));
        }
        mapOf(items.get(0)).put("related", List.of(items.get(1), items.get(2)));
        List<Object> shops = List.of(shop("Rome", "o1", "o2"), shop("Oslo", "o1"));
        List<Object> viewers = new ArrayList<>();
        List<String> currencies = List.of("EUR", "USD", "EUR", "none", "null");
        for (int i = 0; i < currencies.size(); i++) {
            Map<String, Object> viewer = viewer("v" + i, currencies.get(i), items);
            viewer.put("shops", i == 1 ? List.of() : shops);
            viewers.add(viewer);
        }
        mapOf(viewers.get(0)).put("tags", List.of("a", "b"));
        mapOf(viewers.get(0)).put("locale", "de");
        mapOf(viewers.get(1)).put("guest", viewers.get(0));
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            many.add(viewer("m" + i, "C" + i, items));
        }
        Object badge = thing("Badge", "b1", Map.of());
        List<@Nullable Object> actors = new ArrayList<>();
        actors.add(thing("Human", "h1", Map.of("name", "Ann", "badge", badge)));
        actors.add(thing("Robot", "r1", Map.of("name", "R2", "model", "D2", "badge", badge)));
        actors.add(null);
        actors.add(thing("Human", "h2", Map.of("badge", badge)));
        Object note = thing("Note", "n1", Map.of());
        root.put("viewers", viewers);
        root.put("many", many);
        root.put("actors", actors);
        root.put(
                "results",
                List.of(
                        thing("Book", "k1", Map.of("title", "A book", "note", note)),
                        thing("Film", "f1", Map.of("name", "A film", "note", note)),
                        thing("Book", "k2", Map.of("note", note))));
    }

    private Map<String, Object> viewer(String id, String currency, List<Object> items) {
        Map<String, Object> viewer = thing("Viewer", id, Map.of("cart", items, "shops", List.of()));
        if (!currency.equals("none")) {
            viewer.put(
                    "settings",
                    thing("Settings", id, currency.equals("null") ? Map.of() : Map.of("currency", currency)));
        }
        return viewer;
    }

    private Map<String, Object> shop(String city, String... offers) {
        List<Object> all = new ArrayList<>();
        for (String offer : offers) {
            all.add(thing("Offer", offer, Map.of()));
        }
        return thing("Shop", city, Map.of("city", city, "offers", all));
    }

    private Map<String, Object> thing(String type, String id, Map<String, Object> fields) {
        Map<String, Object> thing = new HashMap<>(fields);
        thing.put("__typename", type);
        thing.put("id", id);
        entities.put(type + "/" + id, thing);
        return thing;
    }

    @SuppressWarnings("unchecked") // only this class makes them
    private static Map<String, Object> mapOf(Object thing) {
        return (Map<String, Object>) thing;
    }

    /** What subgraphs were asked that they cannot answer. */
    List<String> violations() {
        return violations;
    }

    static List<SubgraphSdl> sdl() {
        return SUBGRAPHS.entrySet().stream()
                .map(subgraph -> new SubgraphSdl(subgraph.getKey(), "", LINK + subgraph.getValue()))
                .toList();
    }

    /** @param api the schema of all together, without arguments from contexts */
    GraphQL monolith(String api) {
        return Schemas.executable(api, this::handDown, ContextShop::typeOf);
    }

    GraphQL subgraph(String name) {
        String sdl = DIRECTIVES + SUBGRAPHS.get(name) + "union _Entity = " + ENTITIES.get(name)
                + " extend type Query { _entities(representations: [_Any!]!): [_Entity]! }";
        return Schemas.executable(sdl, env -> fetch(name, env), ContextShop::typeOf);
    }

    static Map<String, Object> execute(GraphQL graphQl, String query, Map<String, Object> variables) {
        return graphQl.execute(ExecutionInput.newExecutionInput(query)
                        .variables(variables)
                        .build())
                .toSpecification();
    }

    private static String typeOf(Object value) {
        return String.valueOf(mapOf(value).get("__typename"));
    }

    private static String type(DataFetchingEnvironment env) {
        return ((GraphQLObjectType) env.getParentType()).getName();
    }

    private Object handDown(DataFetchingEnvironment env) {
        Map<String, Object> source = env.getSource() instanceof Map<?, ?> map ? mapOf(map) : root;
        Map<String, Object> above =
                env.getLocalContext() instanceof Map<?, ?> handed ? new HashMap<>(mapOf(handed)) : new HashMap<>();
        Map<String, @Nullable Object> arguments = new TreeMap<>();
        arguments.putAll(env.getArguments());
        String name = env.getField().getName();
        Map<String, List<String>> reads = READS.get(type(env) + "." + name);
        Object value = source.get(name);
        if (reads != null) {
            reads.forEach((argument, ways) -> arguments.put(argument, read(above, ways)));
            value = told(name, source, arguments);
        }
        String set = SETS.get(type(env));
        if (set != null) {
            // For what lies below; the fields of this object do not see it.
            above.put(set, source);
        }
        return DataFetcherResult.<@Nullable Object>newResult()
                .data(value)
                .localContext(above)
                .build();
    }

    private static @Nullable Object read(Map<String, Object> above, List<String> ways) {
        for (String way : ways) {
            Object at = above;
            for (String step : way.split("\\.")) {
                at = at instanceof Map<?, ?> map ? map.get(step) : null;
            }
            if (at != null) {
                return at;
            }
        }
        return null;
    }

    private static String told(String field, Map<String, Object> source, Map<String, @Nullable Object> arguments) {
        return field + " of " + source.get("id") + " " + arguments;
    }

    private @Nullable Object fetch(String subgraph, DataFetchingEnvironment env) {
        String name = env.getField().getName();
        if (name.equals("_entities")) {
            List<Map<String, Object>> sent = Objects.requireNonNull(env.getArgument("representations"));
            return sent.stream()
                    .map(one -> entities.get(one.get("__typename") + "/" + one.get("id")))
                    .toList();
        }
        Map<String, Object> source = env.getSource() instanceof Map<?, ?> map ? mapOf(map) : root;
        if (subgraph.equals(SHOP) && name.equals("locale")) {
            violations.add("the shop does not know the locale");
        }
        Map<String, List<String>> reads = READS.get(type(env) + "." + name);
        if (reads == null) {
            return source.get(name);
        }
        Map<String, @Nullable Object> arguments = new TreeMap<>();
        arguments.putAll(env.getArguments());
        reads.keySet().forEach(argument -> arguments.put(argument, env.getArgument(argument)));
        return told(name, source, arguments);
    }
}
