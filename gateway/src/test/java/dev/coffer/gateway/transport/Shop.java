package dev.coffer.gateway.transport;

import graphql.GraphqlErrorException;
import graphql.schema.DataFetchingEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Two subgraphs that share users: accounts owns them, payments adds their wallets. */
final class Shop implements AutoCloseable {
    static final String ACCOUNTS = """
            type Query { me: User user(id: ID!): User users(first: Int = 3): [User!]! secret: String echo(text: String): String }
            type Mutation { rename(id: ID!, name: String!): User! }
            type User @key(fields: "id") { id: ID! name: String! email: String friends: [User!] }
            """;
    static final String PAYMENTS = """
            scalar Decimal
            type Query { wallet(id: ID!): Wallet }
            type User @key(fields: "id") { id: ID! wallets: [Wallet!]! credit: Decimal limit: Int! }
            type Wallet @key(fields: "id") { id: ID! currency: String! balance: Decimal! owner: User! }
            """;

    final TestSubgraph accounts = new TestSubgraph(
            ACCOUNTS,
            wiring -> wiring.type(
                            "Query",
                            type -> type.dataFetcher("me", environment -> user("1"))
                                    .dataFetcher("user", environment -> user(id(environment)))
                                    .dataFetcher("users", Shop::users)
                                    .dataFetcher("echo", environment -> environment.getArgument("text"))
                                    .dataFetcher("secret", environment -> {
                                        throw GraphqlErrorException.newErrorException()
                                                .message("This is not for you.")
                                                .extensions(Map.of(
                                                        "code", "FORBIDDEN",
                                                        "classification", "PERMISSION_DENIED",
                                                        "correlationId", "theirs"))
                                                .build();
                                    }))
                    .type(
                            "Mutation",
                            type -> type.dataFetcher("rename", environment -> {
                                Map<String, Object> user = user(id(environment));
                                user.put("name", environment.getArgument("name"));
                                return user;
                            })),
            representation -> user(String.valueOf(representation.get("id"))));

    final TestSubgraph payments = new TestSubgraph(
            PAYMENTS,
            wiring -> wiring.type(
                            "Query", type -> type.dataFetcher("wallet", environment -> wallet(id(environment), "1")))
                    .type(
                            "Wallet",
                            type -> type.dataFetcher("owner", environment -> {
                                Map<String, Object> wallet = environment.getSource();
                                return payer(String.valueOf(wallet == null ? null : wallet.get("ownerId")));
                            })),
            representation -> payer(String.valueOf(representation.get("id"))));

    private static String id(DataFetchingEnvironment environment) {
        return String.valueOf((Object) environment.getArgument("id"));
    }

    private static List<Map<String, Object>> users(DataFetchingEnvironment environment) {
        Integer first = environment.getArgument("first");
        return IntStream.rangeClosed(1, first == null ? 3 : first)
                .mapToObj(id -> user(String.valueOf(id)))
                .toList();
    }

    private static Map<String, Object> user(String id) {
        Map<String, Object> user = new HashMap<>(Map.of("__typename", "User", "id", id, "name", "User " + id));
        user.put("friends", id.equals("1") ? List.of(Map.of("id", "2", "name", "User 2")) : List.of());
        return user;
    }

    private static Map<String, Object> payer(String id) {
        Map<String, Object> payer = new HashMap<>(Map.of("__typename", "User", "id", id, "limit", 7));
        payer.put("wallets", List.of(wallet("w" + id, id)));
        payer.put("credit", new java.math.BigDecimal("12345678901234567890.10"));
        return payer;
    }

    private static Map<String, Object> wallet(String id, String owner) {
        return Map.of("__typename", "Wallet", "id", id, "currency", "EUR", "balance", "10.50", "ownerId", owner);
    }

    SubgraphConfig config() {
        return new SubgraphConfig(
                List.of(
                        new SubgraphConfig.Subgraph("accounts", accounts.url()),
                        new SubgraphConfig.Subgraph("payments", payments.url())),
                java.time.Duration.ofMillis(100));
    }

    @Override
    public void close() {
        accounts.close();
        payments.close();
    }
}
