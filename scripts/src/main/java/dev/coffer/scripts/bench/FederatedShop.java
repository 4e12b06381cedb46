package dev.coffer.scripts.bench;

import com.apollographql.federation.graphqljava.Federation;
import com.apollographql.federation.graphqljava._Entity;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * People, their reviews and what they review: one graph of maps, served whole or by four subgraphs that each know some of its fields.
 * Data are the same in every run.
 */
final class FederatedShop {

    /** Asks every subgraph, most of them twice. */
    static final String QUERY = """
            query Shop {
              users { ...Person reviews { ...Opinion product { ...Article } } }
              topProducts { ...Article reviews { ...Opinion author { ...Person } } }
            }
            fragment Person on User { id name username }
            fragment Opinion on Review { id body }
            fragment Article on Product { upc name price weight inStock shippingEstimate }
            """;

    private static final int USERS = 60;
    private static final int PRODUCTS = 40;
    private static final int REVIEWS_OF_USER = 4;
    private static final int TOP_PRODUCTS = 20;

    private static final String LINK = """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])
            """;
    private static final String WHOLE = """
            type Query { users: [User!]! topProducts: [Product!]! }
            type User { id: ID! name: String! username: String! reviews: [Review!]! }
            type Review { id: ID! body: String! author: User! product: Product! }
            type Product { upc: ID! name: String! price: Int! weight: Int! inStock: Boolean! shippingEstimate: Int!
              reviews: [Review!]! }
            """;

    private static final Map<String, String> SUBGRAPHS = new TreeMap<>(Map.of(
            "accounts", """
                    type Query { users: [User!]! }
                    type User @key(fields: "id") { id: ID! name: String! username: String! }
                    """,
            "products", """
                    type Query { topProducts: [Product!]! }
                    type Product @key(fields: "upc") { upc: ID! name: String! price: Int! weight: Int! }
                    """,
            "reviews", """
                    type User @key(fields: "id") { id: ID! reviews: [Review!]! }
                    type Product @key(fields: "upc") { upc: ID! reviews: [Review!]! }
                    type Review @key(fields: "id") { id: ID! body: String! author: User! product: Product! }
                    """,
            "inventory", """
                    type Product @key(fields: "upc") { upc: ID! price: Int! @external weight: Int! @external inStock: Boolean!
                      shippingEstimate: Int! @requires(fields: "price weight") }
                    """));

    private final List<Map<String, Object>> users = new ArrayList<>();
    private final List<Map<String, Object>> products = new ArrayList<>();
    private final Map<String, Map<String, Object>> entities = new HashMap<>();

    FederatedShop() {
        for (int i = 1; i <= USERS; i++) {
            users.add(entity("User", "id", "u" + i, "name", "Person Number " + i, "username", "@person" + i));
        }
        for (int i = 1; i <= PRODUCTS; i++) {
            Map<String, Object> product =
                    entity("Product", "upc", "p" + i, "name", "A thing of the kind " + i, "price", 100 * i);
            product.put("weight", 40 * i);
            product.put("inStock", i % 2 == 0);
            product.put("shippingEstimate", 20 * i);
            products.add(product);
        }
        for (int i = 0; i < USERS * REVIEWS_OF_USER; i++) {
            Map<String, Object> review =
                    entity("Review", "id", "r" + i, "body", "This is what I think of it, in number " + i);
            Map<String, Object> author = users.get(i % USERS);
            Map<String, Object> product = products.get(i * 7 % PRODUCTS);
            review.put("author", author);
            review.put("product", product);
            reviews(author).add(review);
            reviews(product).add(review);
        }
        products.forEach(FederatedShop::reviews);
    }

    private Map<String, Object> entity(String type, String key, String id, Object... rest) {
        Map<String, Object> entity = new HashMap<>();
        entity.put("__typename", type);
        entity.put(key, id);
        for (int i = 0; i < rest.length; i += 2) {
            entity.put((String) rest[i], rest[i + 1]);
        }
        entities.put(type + '/' + id, entity);
        return entity;
    }

    @SuppressWarnings("unchecked") // only this class puts something there
    private static List<Map<String, Object>> reviews(Map<String, Object> of) {
        return (List<Map<String, Object>>) of.computeIfAbsent("reviews", none -> new ArrayList<>());
    }

    /** SDL of the subgraphs by name. */
    static Map<String, String> sdl() {
        Map<String, String> sdl = new TreeMap<>();
        SUBGRAPHS.forEach((name, own) -> sdl.put(name, LINK + own));
        return sdl;
    }

    /** What one service that knows everything answers. */
    ExecutionResult whole() {
        GraphQLSchema schema =
                new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(WHOLE), wiring(true, true));
        return GraphQL.newGraphQL(schema).build().execute(QUERY);
    }

    /** One of those that {@link #sdl()} names. */
    GraphQL subgraph(String name) {
        return GraphQL.newGraphQL(Federation.transform(
                                LINK + SUBGRAPHS.get(name), wiring(name.equals("accounts"), name.equals("products")))
                        .fetchEntities(environment -> {
                            List<Map<String, Object>> asked = environment.getArgument(_Entity.argumentName);
                            return asked == null
                                    ? List.of()
                                    : asked.stream().map(this::find).toList();
                        })
                        .resolveEntityType(environment -> {
                            Map<String, Object> entity = environment.getObject();
                            return environment.getSchema().getObjectType((String) entity.get("__typename"));
                        })
                        .build())
                .build();
    }

    private RuntimeWiring wiring(boolean hasUsers, boolean hasProducts) {
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
        if (hasUsers) {
            wiring.type("Query", type -> type.dataFetcher("users", environment -> users));
        }
        if (hasProducts) {
            wiring.type(
                    "Query", type -> type.dataFetcher("topProducts", environment -> products.subList(0, TOP_PRODUCTS)));
        }
        return wiring.build();
    }

    private @Nullable Map<String, Object> find(Map<String, Object> representation) {
        Object key = representation.containsKey("upc") ? representation.get("upc") : representation.get("id");
        return entities.get(representation.get("__typename") + "/" + key);
    }
}
